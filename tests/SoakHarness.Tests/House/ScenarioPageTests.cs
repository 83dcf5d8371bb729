using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using SoakHarness.ScenarioFiles;

namespace SoakHarness.Tests.House;

public sealed partial class ScenarioPageTests : IDisposable
{
    private const string Before = "name: example\ntarget: { url: \"http://127.0.0.1:1\" }\n";

    private static readonly Dictionary<string, string> Environment = new() { ["SOAK_TOKEN"] = "t" };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("page");

    public static TheoryData<string> Examples =>
        [
            .. Blocks()
                .Matches(File.ReadAllText(Repository.PathOf("docs", "scenarios.md")))
                .Select(m => m.Groups["yaml"].Value),
        ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_page_is_a_valid_scenario(string yaml)
    {
        WriteFiles();
        var file = Path.Combine(_folder.FullName, "example.yaml");
        File.WriteAllText(file, Before + yaml);

        ScenarioFile.Read(file, Environment).Problems.Should().BeEmpty();
    }

    [Fact]
    public void The_page_has_an_example_for_each_of_its_chapters() => Examples.Should().HaveCount(5);

    public void Dispose() => _folder.Delete(recursive: true);

    private void WriteFiles()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(99)
        );
        var pem = certificate.ExportCertificatePem();
        File.WriteAllText(Path.Combine(_folder.FullName, "ca.pem"), pem);
        File.WriteAllText(Path.Combine(_folder.FullName, "client.pem"), $"{pem}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        File.WriteAllText(Path.Combine(_folder.FullName, "users.csv"), "name,password,sku\nann,secret,7\n");
    }

    [GeneratedRegex("^```yaml\n(?<yaml>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
