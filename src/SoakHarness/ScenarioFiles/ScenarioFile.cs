using System.Text;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Binding;
using SoakHarness.ScenarioFiles.Keys;
using SoakHarness.ScenarioFiles.Shapes;
using SoakHarness.ScenarioFiles.Yaml;

namespace SoakHarness.ScenarioFiles;

/// <summary>
/// Reads scenario files: all problems of a file at once, each with its place and the nearest right key.
/// </summary>
public static class ScenarioFile
{
    private const long LargestBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads and validates a scenario file.</summary>
    /// <param name="path">The file; problems name it as given here.</param>
    /// <param name="environment">Environment variables for <c>${NAME}</c>.</param>
    /// <returns>The scenario, or its problems. Bad input never throws.</returns>
    public static ScenarioReadResult Read(string path, IReadOnlyDictionary<string, string> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(environment);
        try
        {
            return Directory.Exists(path)
                    ? Failure(path, Place.Start, "is a folder; name a file in it, or run all of them with soak verify")
                : new FileInfo(path) is { Exists: true, Length: > LargestBytes }
                    ? Failure(path, Place.Start, "is larger than 4 MiB; is it a scenario?")
                : ReadText(path, environment);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Failure(path, Place.Start, $"cannot be read: {fault.Message.TrimEnd('.')}");
        }
        catch (DecoderFallbackException)
        {
            return Failure(path, Place.Start, "is not UTF-8 text; save it in that encoding");
        }
        catch (YamlFault fault)
        {
            return Failure(path, fault.At, fault.Message.TrimEnd('.'));
        }
    }

    private static ScenarioReadResult ReadText(string path, IReadOnlyDictionary<string, string> environment)
    {
        var text = File.ReadAllText(path, StrictUtf8);
        var root = YamlTree.Read(text);
        if (root is null or YamlScalar { IsNothing: true })
        {
            return Failure(path, Place.Start, "is empty; soak init writes a scenario to start from");
        }

        var reading = new Reading(path, new Placeholders(environment, new LoadPlaceholders(root)))
        {
            Elsewhere = ScenarioKeys.PathOf,
        };
        var spec = ScenarioKeys.Shape.Read(root, "", reading) is MapValue map ? ScenarioBinding.Bind(map) : null;
        return reading.Problems.Count > 0 || spec is null
            ? new ScenarioReadResult(null, reading.Problems) { Secrets = reading.Secrets.All }
            : new ScenarioReadResult(WithText(spec, text, reading.Secrets), []) { Secrets = reading.Secrets.All };
    }

    private static ScenarioSpec WithText(ScenarioSpec spec, string text, SecretTexts secrets) =>
        spec with
        {
            Text = secrets.MaskIn(text),
        };

    private static ScenarioReadResult Failure(string path, Place at, string message) =>
        new(null, [new ScenarioProblem(path, at.Line, at.Column, "", message)]);
}
