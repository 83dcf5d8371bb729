using System.Text;
using SoakHarness.Collection.Heaps;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.Metadata;

public sealed class SingleFileTests : IDisposable
{
    private const string List = """
        {
          "targets": { "x": {
            "Shop/1.0.0": { "runtime": { "Shop.dll": {} } },
            "CsCheck/1.0.0": { "runtime": { "lib/CsCheck.dll": {} } }
          } },
          "libraries": { "Shop/1.0.0": { "type": "project" }, "CsCheck/1.0.0": { "type": "package" } }
        }
        """;

    private static readonly string Own = typeof(SingleFileTests).Assembly.Location;
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-single-").FullName;

    private string Program => Path.Combine(_folder, "Shop");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false, 6u)]
    [InlineData(true, 6u)]
    [InlineData(false, 2u)]
    public void The_assemblies_inside_a_program_are_read(bool isCompressed, uint version)
    {
        byte[] content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
        PackedProgram.Write(Program, [(1, "Shop.dll", content), (2, "libz.so", [1, 2])], isCompressed, version);

        var program = SingleFile.Of(Program)!;

        program.Assemblies.Should().Equal("Shop.dll");
        using var read = new MemoryStream();
        program.Open("Shop.dll")!.CopyTo(read);
        read.ToArray().Should().Equal(content);
        program.Open("Missing.dll").Should().BeNull();
        program.Dependencies.Should().BeNull();
    }

    [Fact]
    public void The_namespaces_of_packages_inside_a_program_are_libraries_and_its_own_are_not()
    {
        var library = File.ReadAllBytes(typeof(CsCheck.Gen).Assembly.Location);
        PackedProgram.Write(
            Program,
            [
                (1, "Shop.dll", File.ReadAllBytes(Own)),
                (1, "CsCheck.dll", library),
                (1, "Broken.dll", [1, 2, 3]),
                (3, "Shop.deps.json", Encoding.UTF8.GetBytes(List)),
            ],
            isCompressed: true
        );

        LibraryNamespaces.Of([], SingleFile.Of(Program)).Should().Equal("CsCheck");
    }

    [Fact]
    public void Methods_of_an_assembly_inside_a_program_have_lines_by_the_symbols_beside_it()
    {
        PackedProgram.Write(Program, [(1, Path.GetFileName(Own), File.ReadAllBytes(Own))]);
        File.Copy(
            Path.ChangeExtension(Own, ".pdb"),
            Path.Combine(_folder, Path.GetFileNameWithoutExtension(Own) + ".pdb")
        );
        var method = typeof(SingleFileTests).GetMethod(nameof(Dispose))!.MetadataToken;
        var assembly = "/" + Path.GetFileName(Own);

        using var lines = new SourceLines(_folder, SingleFile.Of(Program));
        using var without = new SourceLines(_folder);

        lines.Of(assembly, method, 0).Should().StartWith("SingleFileTests.cs:");
        without.Of(assembly, method, 0).Should().BeNull();
    }

    [Fact]
    public void A_host_without_files_or_with_a_broken_table_has_none_inside()
    {
        var host = new byte[2_000_000];
        PackedProgram.Mark.CopyTo(host, 100_000);
        File.WriteAllBytes(Program, host);
        SingleFile.Of(Program).Should().BeNull();

        BitConverter.GetBytes(1_999_990L).CopyTo(host, 100_000 - 8);
        File.WriteAllBytes(Program, host);
        SingleFile.Of(Program).Should().BeNull();

        File.WriteAllText(Program, "#!/bin/sh\n");
        SingleFile.Of(Program).Should().BeNull();
        SingleFile.Of(Path.Combine(_folder, "missing")).Should().BeNull();
        SingleFile.Of($"/proc/{Environment.ProcessId}/exe").Should().BeNull("the dotnet host has no files inside it");
    }
}
