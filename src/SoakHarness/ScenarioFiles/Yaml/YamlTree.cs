using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SoakHarness.ScenarioFiles.Yaml;

/// <summary>
/// Reads one YAML document into nodes that know their place; keeps what a plain reader drops: order and doubles.
/// </summary>
internal sealed class YamlTree
{
    private const int MostNodes = 100_000;
    private const int DeepestNesting = 64;

    private readonly Parser parser;
    private readonly Dictionary<string, YamlNode> anchors = [];

    private YamlTree(TextReader text) => parser = new Parser(text);

    /// <summary>Reads the only document of a text.</summary>
    /// <param name="text">YAML.</param>
    /// <returns>Its root, or null when there is no document.</returns>
    /// <exception cref="YamlFault">It is not YAML, holds several documents, or is too large.</exception>
    public static YamlNode? Read(string text)
    {
        using var reader = new StringReader(text);
        var tree = new YamlTree(reader);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException fault)
        {
            // For a tab the parser names the place where the map begins that it stands in.
            var tab = fault.Message.Contains("invalid tab", StringComparison.Ordinal) ? FirstTab(text) : null;
            throw new YamlFault(
                tab ?? PlaceOf(fault.Start),
                tab is null
                    ? $"is not valid YAML: {fault.Message.TrimEnd('.')}{Hint(fault.Message)}"
                    : "is not valid YAML: indent with spaces, not with tabs"
            );
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException)
        {
            // The parser's own bookkeeping fails on some unclosed brackets and strange tags, and then it names no
            // place; what it read last is the best one known.
            throw new YamlFault(tree.Reached, "is not valid YAML after this: is a bracket, brace or quote not closed?");
        }
    }

    private Place Reached => parser.Current is { } last ? PlaceOf(last.End) : Place.Start;

    private YamlNode? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return null;
        }

        var root = ReadNode(depth: 0);
        parser.Consume<DocumentEnd>();
        return parser.Accept<DocumentStart>(out var second)
            ? throw new YamlFault(PlaceOf(second.Start), "holds a second document; a file holds one scenario")
            : root;
    }

    private YamlNode ReadNode(int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new YamlFault(PlaceOf(parser.Current!.Start), $"is nested more than {DeepestNesting} levels deep");
        }

        var node = parser.Current switch
        {
            AnchorAlias => ReadAlias(),
            Scalar => ReadScalar(),
            SequenceStart => ReadList(depth),
            _ => ReadMap(depth),
        };
        return node.Weight > MostNodes
            ? throw new YamlFault(node.At, $"holds more than {MostNodes} values once its aliases are followed")
            : node;
    }

    private YamlNode ReadAlias()
    {
        var alias = parser.Consume<AnchorAlias>();
        return anchors.TryGetValue(alias.Value.Value, out var node)
            ? node with
            {
                At = PlaceOf(alias.Start),
            }
            : throw new YamlFault(
                PlaceOf(alias.Start),
                $"names the anchor \"{alias.Value.Value}\", which is not set above"
            );
    }

    private YamlScalar ReadScalar()
    {
        var scalar = parser.Consume<Scalar>();
        var node = new YamlScalar(PlaceOf(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
        return Anchored(scalar.Anchor, node);
    }

    private YamlList ReadList(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depth + 1));
        }

        return Anchored(start.Anchor, new YamlList(PlaceOf(start.Start), items));
    }

    private YamlMap ReadMap(int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key =
                ReadNode(depth + 1) as YamlScalar
                ?? throw new YamlFault(PlaceOf(start.Start), "has a key that is not a plain word");
            entries.Add(new YamlEntry(key, ReadNode(depth + 1)));
        }

        return Anchored(start.Anchor, new YamlMap(PlaceOf(start.Start), entries));
    }

    private T Anchored<T>(AnchorName anchor, T node)
        where T : YamlNode
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = node;
        }

        return node;
    }

    private static string Hint(string message) =>
        message.Contains("did not find expected", StringComparison.Ordinal)
            ? ": does this line begin in the column of those that it belongs to, and is what comes before it closed?"
            : "";

    private static Place? FirstTab(string text) =>
        text.Split('\n')
            .Select((line, i) => (Column: line.IndexOf('\t', StringComparison.Ordinal), Line: i + 1, Text: line))
            .Where(l => l.Column >= 0 && string.IsNullOrWhiteSpace(l.Text[..l.Column]))
            .Select(l => (Place?)new Place(l.Line, l.Column + 1))
            .FirstOrDefault();

    private static Place PlaceOf(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
