using System.Text;
using SoakHarness.Load.Http;
using SoakHarness.Model.Scenarios;
using SoakHarness.ScenarioFiles.Shapes;

namespace SoakHarness.ScenarioFiles.Binding;

/// <summary>Turns <c>load.transport</c> and <c>load.http</c> into their record.</summary>
internal static class TransportBinding
{
    private static readonly TransportSpec Defaults = new();

    private static readonly string[] BeyondFast =
    [
        "version",
        "ca",
        "client-certificate",
        "client-key",
        "insecure",
        "cookies",
        "redirects",
        "decompression",
        "proxy",
    ];

    private static readonly string[] HeadersBeyondFast = ["Transfer-Encoding", "Upgrade", "Trailer", "TE"];

    /// <summary>Binds the two keys.</summary>
    /// <param name="load">The map under <c>load</c>.</param>
    /// <param name="target">The target the requests are sent to.</param>
    public static TransportSpec Bind(MapValue load, TargetSpec target)
    {
        var kind = load.Get("transport", Defaults.Kind);
        if (kind == TransportKind.Fast)
        {
            CheckFast(load, target);
        }

        return load.Find<MapValue>("http") is { } http ? BindHttp(http, kind, target) : Defaults with { Kind = kind };
    }

    private static TransportSpec BindHttp(MapValue http, TransportKind kind, TargetSpec target)
    {
        if (http.Get("version", Defaults.HttpVersion).Major == 3 && target.Url is { Scheme: "http" })
        {
            http.Report("version", "3 needs TLS, and target.url is http; use https, or version 2");
        }

        if (http.Has("client-key") && !http.Has("client-certificate"))
        {
            http.Report("client-key", "needs client-certificate beside it");
        }

        var transport = new TransportSpec
        {
            Kind = kind,
            HttpVersion = http.Get("version", Defaults.HttpVersion),
            MaxConnections = (int)http.Get("connections", (long)Defaults.MaxConnections),
            Timeout = http.Get("timeout", Defaults.Timeout),
            CertificateAuthority = http.Find<string>("ca"),
            ClientCertificate = http.Find<string>("client-certificate"),
            ClientKey = http.Find<string>("client-key"),
            Insecure = http.Get("insecure", false),
            Cookies = http.Get("cookies", false),
            Redirects = http.Get("redirects", false),
            Decompression = http.Get("decompression", false),
            Proxy = http.Find<Uri>("proxy"),
            Authorization = Authorization(http),
        };
        if (kind == TransportKind.Http && TlsFiles.Problem(transport) is { } problem)
        {
            http.Report(
                transport.ClientCertificate is null ? "ca" : "client-certificate",
                $"cannot be used: {problem}"
            );
        }

        return transport;
    }

    private static void CheckFast(MapValue load, TargetSpec target)
    {
        if (target.Url is { Scheme: not "http" })
        {
            load.Report("transport", "fast speaks plain HTTP only, and target.url is https; use http");
        }

        var http = load.Find<MapValue>("http");
        foreach (var key in BeyondFast.Where(key => http?.Has(key) == true && IsBeyondFast(http, key)))
        {
            http!.Report(key, "is beyond transport fast; use transport: http");
        }

        foreach (var request in load.Get<MapValue[]>("requests", []).Concat(load.Get<MapValue[]>("steps", [])))
        {
            CheckHeaders(request);
        }
    }

    private static void CheckHeaders(MapValue request)
    {
        foreach (var name in request.Get("headers", new Dictionary<string, string>()).Keys)
        {
            if (HeadersBeyondFast.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                request.Report("headers", $"{name} is beyond transport fast; use transport: http");
            }
        }
    }

    private static bool IsBeyondFast(MapValue http, string key) =>
        key == "version" ? http.Get("version", Defaults.HttpVersion) != Defaults.HttpVersion : http.Get(key, true);

    private static string? Authorization(MapValue http)
    {
        if (http.Find<string>("bearer") is { } token)
        {
            http.Reading.Secrets.Add(token);
            return $"Bearer {token}";
        }

        if (http.Find<MapValue>("basic") is not { } basic)
        {
            return null;
        }

        var password = basic.Get("password", "");
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{basic.Get("user", "")}:{password}"));
        http.Reading.Secrets.Add(password);
        http.Reading.Secrets.Add(encoded);
        return $"Basic {encoded}";
    }
}
