using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SoakHarness.Load.Http;
using SoakHarness.Model.Reports;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Http;

public sealed class TlsTests : IDisposable
{
    private readonly TlsServer _server = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tls");

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused()
    {
        var whole = (await RunAsync(new TransportSpec(), "nobody")).Whole;

        whole.Failed.Should().Be(3);
        var error = whole.Errors.Should().ContainSingle().Which;
        error.Kind.Should().Be("http: SecureConnectionError");
        error.Example.Should().Contain("certificate chain", "the cause is told, not that there is one");
    }

    [Fact]
    public async Task It_is_accepted_when_the_scenario_names_the_authority() =>
        (
            await RunAsync(
                new TransportSpec { CertificateAuthority = Write("ca.pem", _server.Authority.ExportCertificatePem()) },
                "nobody"
            )
        )
            .Whole.Completed.Should()
            .Be(3);

    [Fact]
    public async Task Another_authority_does_not_help()
    {
        using var other = new TlsServer();
        var transport = new TransportSpec
        {
            CertificateAuthority = Write("ca.pem", other.Authority.ExportCertificatePem()),
        };

        (await RunAsync(transport, "nobody")).Whole.Failed.Should().Be(3);
    }

    [Fact]
    public async Task Insecure_accepts_every_certificate() =>
        (await RunAsync(new TransportSpec { Insecure = true }, "nobody")).Whole.Completed.Should().Be(3);

    [Fact]
    public async Task The_server_sees_a_client_certificate_from_PEM_files()
    {
        using var client = _server.Issue("CN=client");
        var transport = new TransportSpec
        {
            Insecure = true,
            ClientCertificate = Write("client.pem", client.ExportCertificatePem()),
            ClientKey = Write("client.key", client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem()),
        };

        (await RunAsync(transport, "CN=client")).Whole.Completed.Should().Be(3);
    }

    [Fact]
    public async Task The_server_sees_a_client_certificate_from_PKCS_12()
    {
        using var client = _server.Issue("CN=packed");
        var file = Path.Combine(_folder.FullName, "client.p12");
        await File.WriteAllBytesAsync(file, client.Export(X509ContentType.Pfx));

        (await RunAsync(new TransportSpec { Insecure = true, ClientCertificate = file }, "CN=packed"))
            .Whole.Completed.Should()
            .Be(3);
    }

    [Fact]
    public void A_file_without_a_certificate_is_found_before_the_run()
    {
        var file = Write("no.pem", "nothing");

        TlsFiles.Problem(new TransportSpec { CertificateAuthority = file }).Should().Contain("no.pem");
        TlsFiles.Problem(new TransportSpec { ClientCertificate = file }).Should().NotBeNull();
        TlsFiles.Problem(new TransportSpec { ClientCertificate = file, ClientKey = file }).Should().NotBeNull();
    }

    [Fact]
    public async Task What_has_a_password_is_refused_with_the_way_out_of_it()
    {
        using var client = _server.Issue("CN=locked");
        var packed = Path.Combine(_folder.FullName, "locked.p12");
        await File.WriteAllBytesAsync(packed, client.Export(X509ContentType.Pfx, "pw"));
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        var key = Write("locked.key", client.GetRSAPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("pw", parameters));

        TlsFiles
            .Problem(new TransportSpec { ClientCertificate = packed })
            .Should()
            .Contain("without a password")
            .And.Contain("openssl pkcs12");
        TlsFiles
            .Problem(
                new TransportSpec
                {
                    ClientCertificate = Write("locked.pem", client.ExportCertificatePem()),
                    ClientKey = key,
                }
            )
            .Should()
            .Contain("has a password")
            .And.Contain("openssl pkey");
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    private Task<LoadSummary> RunAsync(TransportSpec transport, string body) =>
        Loads.RunAsync(
            _server.Url,
            new LoadSpec
            {
                Simulations = [new Iterations(3, 1)],
                Transport = transport,
                Requests =
                [
                    new RequestSpec
                    {
                        Name = "get",
                        Path = "/",
                        Expect = new ResponseCheck { BodyContains = body },
                    },
                ],
            }
        );

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
