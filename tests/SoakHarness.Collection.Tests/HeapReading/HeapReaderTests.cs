using System.Diagnostics;
using System.Text.Json;
using SoakHarness.Collection.HeapReading;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.HeapReading;

public sealed class HeapReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-dump-reader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_answer_is_what_the_other_process_printed_to_the_question_it_was_asked()
    {
        var reader = Reader("""read -r q; echo "$q" > asked; echo '{"Objects":12,"Bytes":345}'""");

        var answer = reader.Read(Question("core.dmp"));

        answer.Should().Be(new HeapAnswer { Objects = 12, Bytes = 345 });
        JsonSerializer
            .Deserialize<HeapQuestion>(File.ReadAllText(Path.Combine(_folder, "asked")))
            .Should()
            .BeEquivalentTo(Question("core.dmp"));
    }

    [Fact]
    public void A_reader_that_crashes_is_a_problem_and_nothing_else() =>
        Reader("kill -SEGV $$").Read(Question("core.dmp")).Problem.Should().Be("reading it ended with exit code 139");

    [Fact]
    public async Task The_program_says_why_a_file_is_no_dump()
    {
        var file = Path.Combine(_folder, "core.dmp");
        await File.WriteAllTextAsync(file, "no dump");
        using var question = new StringReader(JsonSerializer.Serialize(Question(file)));
        using var answer = new StringWriter();

        (await HeapReaderProgram.RunAsync(question, answer)).Should().Be(0);

        JsonSerializer.Deserialize<HeapAnswer>(answer.ToString())!.Problem.Should().NotBeNullOrEmpty();
        File.Exists(Question(file).File).Should().BeFalse();
    }

    [Fact]
    public async Task The_program_without_a_question_says_nothing()
    {
        using var output = new StringWriter();

        (await HeapReaderProgram.RunAsync(TextReader.Null, output)).Should().Be(2);
        output.ToString().Should().BeEmpty();
    }

    [Fact]
    public void The_library_that_reads_a_runtime_is_the_one_beside_it()
    {
        var library = Path.Combine(_folder, DataAccessLibrary.Name);
        File.WriteAllText(library, "");

        DataAccessLibrary.Find(Path.Combine(_folder, "libcoreclr.so"), new RuntimePlace()).Should().Equal(library);
    }

    [Fact]
    public void A_runtime_that_stood_elsewhere_is_found_by_its_version()
    {
        var own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var elsewhere = Path.Combine("/gone/shared/Microsoft.NETCore.App", Path.GetFileName(own), "libcoreclr.so");

        DataAccessLibrary.Find(elsewhere, new RuntimePlace()).Should().Equal(Path.Combine(own, DataAccessLibrary.Name));
    }

    [Fact]
    public void A_runtime_inside_a_programs_own_file_is_found_by_the_version_that_it_shows()
    {
        var own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var release = Version.Parse(Path.GetFileName(own).Split('-')[0]);
        var shown = new Version(release.Major, release.Minor, release.Build * 100 + 26, 42308);

        DataAccessLibrary
            .Find(Path.Combine(_folder, "Shop"), new RuntimePlace(), shown)
            .Should()
            .Equal(Path.Combine(own, DataAccessLibrary.Name));
    }

    [Fact]
    public void Which_runtime_is_missing_is_told()
    {
        var find = () => DataAccessLibrary.Find("/srv/Shop", new RuntimePlace(), new Version(8, 0, 3126, 1));

        find.Should().Throw<FileNotFoundException>().WithMessage("*its runtime, .NET 8.0.31, is neither in /srv nor*");
    }

    [Fact]
    public void That_of_a_container_comes_before_that_of_this_machine()
    {
        var own = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var inside = Directory.CreateDirectory(_folder + own).FullName;
        File.WriteAllText(Path.Combine(inside, DataAccessLibrary.Name), "");

        DataAccessLibrary
            .Find(Path.Combine(own, "libcoreclr.so"), new RuntimePlace(_folder))
            .Should()
            .Equal(Path.Combine(inside, DataAccessLibrary.Name), Path.Combine(own, DataAccessLibrary.Name));
    }

    [Theory]
    [InlineData(null, "libmscordaccore.so of its runtime is neither in /gone/1.2.3 nor installed here*--runtime*")]
    [InlineData("/nowhere", "there is no libmscordaccore.so in /nowhere")]
    public void A_runtime_that_is_not_there_is_asked_for(string? given, string words)
    {
        var find = () => DataAccessLibrary.Find("/gone/1.2.3/libcoreclr.so", new RuntimePlace(Folder: given));

        find.Should().Throw<FileNotFoundException>().WithMessage(words);
    }

    private HeapQuestion Question(string dump) =>
        new()
        {
            Dump = dump,
            Label = "x",
            File = Path.Combine(_folder, "x.heap"),
        };

    private ChildHeapReader Reader(string script) =>
        new(() => new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = _folder });
}
