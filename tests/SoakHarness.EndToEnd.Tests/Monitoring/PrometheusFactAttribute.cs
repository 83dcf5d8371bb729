namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>A fact that needs the Prometheus server; without it, it is skipped and says how to install it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (PrometheusServer.Program is null)
            Skip = "prometheus is missing: apt-get install prometheus";
    }
}
