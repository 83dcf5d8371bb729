using SoakHarness.Load.Feeds;
using SoakHarness.Load.Summaries;
using SoakHarness.Model.Recordings;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Feeds;

public sealed class FeedTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("feeds");

    [Theory]
    [InlineData("a.csv", "\uFEFFname,n\r\nann,1\r\n\r\n\"b\n\"\"o\"\"b,\",2\nçé,3")]
    [InlineData("a.json", """[ {"name":"ann","n":1}, {"name":"b\n\"o\"b,","n":2},{"n":"3","name":"çé"} ]""")]
    [InlineData(
        "a.jsonl",
        "{\"name\":\"ann\",\"n\":1}\n\n{\"name\":\"b\\n\\\"o\\\"b,\",\"n\":2}\r\n{\"n\":\"3\",\"name\":\"çé\"}\n"
    )]
    public void Every_format_gives_the_same_rows(string name, string text)
    {
        using var feed = new Feed(new FeedSpec(Write(name, text), FeedOrder.Sequential), 1, new LoadPart(1, 1));

        feed.Rows.Should().Be(3);
        Rows(feed, 3).Should().Equal("ann=1", "b\n\"o\"b,=2", "çé=3");
        feed.Next().Should().BeNull();
    }

    [Fact]
    public void A_circular_feed_begins_again_and_its_parts_share_the_rows()
    {
        var file = Write("n.csv", "name,n\n" + string.Join('\n', Enumerable.Range(0, 5).Select(i => $"r,{i}")));
        using var first = new Feed(new FeedSpec(file), 1, new LoadPart(1, 2));
        using var second = new Feed(new FeedSpec(file), 1, new LoadPart(2, 2));

        Rows(first, 5).Should().Equal("r=0", "r=2", "r=4", "r=0", "r=2");
        Rows(second, 3).Should().Equal("r=1", "r=3", "r=1");
        first.Rows.Should().BeNull();
    }

    [Fact]
    public void A_unique_feed_gives_each_row_to_one_part_only()
    {
        var file = Write("n.csv", "name,n\n" + string.Join('\n', Enumerable.Range(0, 7).Select(i => $"r,{i}")));
        var rows = Enumerable
            .Range(1, 3)
            .SelectMany(part =>
            {
                using var feed = new Feed(new FeedSpec(file, FeedOrder.Unique), 1, new LoadPart(part, 3));
                return Rows(feed, (int)feed.Rows!);
            });

        rows.Order().Should().Equal(Enumerable.Range(0, 7).Select(i => $"r={i}"));
    }

    [Fact]
    public void A_random_feed_repeats_with_its_seed_and_reaches_every_row()
    {
        var file = Write(
            "n.json",
            $"[{string.Join(',', Enumerable.Range(0, 10).Select(i => $"{{\"name\":\"}}{{\",\"n\":{i}}}"))}]"
        );
        using var one = new Feed(new FeedSpec(file, FeedOrder.Random), 7, new LoadPart(1, 1));
        using var two = new Feed(new FeedSpec(file, FeedOrder.Random), 7, new LoadPart(1, 1));

        var rows = Rows(one, 300);

        Rows(two, 300).Should().Equal(rows);
        rows.Distinct().Should().HaveCount(10, "the chance to miss one of them is 10 * 0.9^300");
    }

    [Theory]
    [InlineData("a.csv", "")]
    [InlineData("a.csv", "name,n\n")]
    [InlineData("a.csv", "name,n\nann\n")]
    [InlineData("a.jsonl", "\n")]
    [InlineData("a.jsonl", "[1]\n")]
    [InlineData("a.json", "[]")]
    [InlineData("a.json", "{\"name\": oops}")]
    public void A_file_that_cannot_be_a_feed_is_found_out(string name, string text)
    {
        var columns = () => FeedFile.ColumnsOf(Write(name, text));

        columns.Should().Throw<FeedException>();
    }

    [Theory]
    [InlineData(TransportKind.Http)]
    [InlineData(TransportKind.Fast)]
    public async Task A_load_stops_after_the_last_row_and_has_asked_for_nothing_more(TransportKind kind)
    {
        await using var server = new Server(_ => Server.Ok());
        var file = Write("n.csv", "name,n\n" + string.Join('\n', Enumerable.Range(0, 50).Select(i => $"r,{i}")));
        var load = new LoadSpec
        {
            Simulations = [new KeepConstant(5, TimeSpan.FromMinutes(5)), new Inject(1, TimeSpan.FromMinutes(5))],
            Requests = [new RequestSpec { Name = "get", Path = "/${rows.n}" }],
            Feeds = new Dictionary<string, FeedSpec> { ["rows"] = new(file, FeedOrder.Unique) },
            Transport = new TransportSpec { Kind = kind },
        };

        var sink = new Loads.ListSink();
        using var generator = Loads.Create(server.Url, load, sink);
        await generator.RunAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
        var summary = LoadSummaries.Summarise(sink.Windows, load)!;

        sink.Events.Where(e => e.Kind == RunEventKind.Note)
            .Should()
            .ContainSingle()
            .Which.Text.Should()
            .Contain("every row of the feed rows had been used");
        summary.Whole.Asked.Should().Be(50);
        summary.IsVoid.Should().BeFalse(summary.VoidReason);
        server.Heads.Select(h => h.Split(' ')[1]).Should().BeEquivalentTo(Enumerable.Range(0, 50).Select(i => $"/{i}"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string[] Rows(Feed feed, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => feed.Next()!).Select(row => $"{row["name"]}={row["n"]}")];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
