using CsCheck;
using SoakHarness.ScenarioFiles;
using SoakHarness.Tests.House;

namespace SoakHarness.Tests.ScenarioFiles;

public sealed class MangledFilesTests
{
    private const string Pieces = "{}[]:,-\"'#&*!|>%@`\n \t${}é\u0001a0";

    private static readonly string[] Originals =
    [
        .. Repository.Files("tests/SoakHarness.Tests/ScenarioFiles/Good", "*.yaml").Select(File.ReadAllText),
    ];

    /// <summary>Cut a stretch out of a good file and put random characters there.</summary>
    private static readonly Gen<string> Mangled =
        from original in Gen.Int[0, Originals.Length - 1].Select(i => Originals[i])
        from start in Gen.Int[0, original.Length - 1]
        from length in Gen.Int[0, 20]
        from filling in Gen.Char[Pieces].Array[0, 6].Select(c => new string(c))
        select original[..start] + filling + original[Math.Min(original.Length, start + length)..];

    [Fact]
    public void Reading_a_mangled_file_never_throws_and_every_problem_has_a_place()
    {
        var folder = Directory.CreateTempSubdirectory("soak-mangled");
        Mangled.Sample(
            text =>
            {
                var path = Path.Combine(folder.FullName, $"{Environment.CurrentManagedThreadId}.yaml");
                File.WriteAllText(path, text);
                var result = ScenarioFile.Read(path, new Dictionary<string, string>());
                var lines = text.Split('\n').Length;
                return (result.Spec is null) == (result.Problems.Count > 0)
                    && result.Problems.All(p =>
                        p.Line >= 1 && p.Line <= lines + 1 && p.Column >= 1 && p.Message.Length > 0
                    );
            },
            iter: 3_000
        );
        folder.Delete(recursive: true);
    }
}
