using System.Diagnostics;
using System.Text.Json;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.Metadata;

public sealed class ChildRuntimeReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-reader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_answer_is_what_the_other_process_printed_to_the_question_it_was_asked()
    {
        var reader = Reader(
            """read -r q; echo "$q" > asked; echo '{"Modules":["Shop.dll"],"Names":{"4096":"Shop.Cart"}}'"""
        );

        var answer = reader.Ask(7, new RuntimeQuestion { Types = [4096], Fields = [new FieldPlace(1, 2)] });

        answer.Problem.Should().BeNull();
        answer.Modules.Should().Equal("Shop.dll");
        answer.Names.Should().ContainKey(4096).WhoseValue.Should().Be("Shop.Cart");
        File.ReadAllText(Path.Combine(_folder, "asked"))
            .Should()
            .Contain("\"Types\":[4096]")
            .And.Contain("\"Fields\":[{\"Holder\":1,\"Target\":2}]");
    }

    [Fact]
    public void A_reader_that_crashes_costs_the_names_and_nothing_else()
    {
        var answer = Reader("echo x >> tries; kill -SEGV $$").Ask(7, new RuntimeQuestion { Statics = true });

        answer.Problem.Should().Be("reading its metadata ended with exit code 139");
        answer.Names.Should().BeEmpty();
        File.ReadAllLines(Path.Combine(_folder, "tries")).Should().HaveCount(2, "it is asked once more");
    }

    [Fact]
    public void What_crashed_once_is_asked_once_more()
    {
        var reader = Reader("""[ -e once ] || { touch once; kill -SEGV $$; }; echo '{"Modules":["Shop.dll"]}'""");

        reader.Ask(7, new RuntimeQuestion { Modules = true }).Modules.Should().Equal("Shop.dll");
    }

    [Theory]
    [InlineData("echo nonsense", "reading its metadata failed: *")]
    [InlineData("exit 3", "reading its metadata ended with exit code 3")]
    public void An_answer_that_is_none_is_a_problem(string script, string problem) =>
        Reader(script).Ask(7, new RuntimeQuestion()).Problem.Should().Match(problem);

    [Fact]
    public void A_reader_that_cannot_be_started_is_a_problem() =>
        new ChildRuntimeReader(_ => new ProcessStartInfo("/nowhere/reader"))
            .Ask(7, new RuntimeQuestion())
            .Problem.Should()
            .Contain("/nowhere/reader");

    [Fact]
    public void A_process_that_is_gone_is_a_problem() =>
        new OwnRuntimeReader().Ask(int.MaxValue, new RuntimeQuestion { Modules = true }).Problem.Should().NotBeEmpty();

    [Fact]
    public async Task The_program_answers_for_a_real_process()
    {
        await using var zoo = await Zoo.StartAsync();
        await zoo.CallAsync("leak/event-handler?kb=1", 1);
        var asked = new RuntimeQuestion { Modules = true, Statics = true };
        using var question = new StringReader(JsonSerializer.Serialize(asked));
        using var answer = new StringWriter();

        var exit = await RuntimeReaderProgram.RunAsync($"{zoo.Pid}", question, answer);

        exit.Should().Be(0);
        var told = JsonSerializer.Deserialize<RuntimeAnswer>(answer.ToString())!;
        told.Problem.Should().BeNull();
        told.Modules.Should().Contain("LeakZoo.dll");
        told.Names.Values.Count(name => name.EndsWith(" in LeakZoo.dll", StringComparison.Ordinal))
            .Should()
            .BePositive();
    }

    [Fact]
    public async Task The_program_without_a_question_says_nothing()
    {
        using var output = new StringWriter();

        (await RuntimeReaderProgram.RunAsync("7", TextReader.Null, output)).Should().Be(2);
        (await RuntimeReaderProgram.RunAsync("seven", new StringReader("{}"), output)).Should().Be(2);
        output.ToString().Should().BeEmpty();
    }

    private ChildRuntimeReader Reader(string script) =>
        new(pid =>
        {
            pid.Should().Be("7");
            return new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder };
        });
}
