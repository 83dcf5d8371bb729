using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SoakHarness.LoadBench;

/// <summary>The target of the benchmark: Kestrel with a small plain text response.</summary>
internal static class Target
{
    private static readonly byte[] Body = "Hello, World!"u8.ToArray();

    internal static async Task RunAsync(int port, bool stalls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
        await using var app = builder.Build();
        var start = Stopwatch.GetTimestamp();
        app.Run(async context =>
        {
            // Every request of the last second of each five waits for the end of that second.
            var second = Stopwatch.GetElapsedTime(start).TotalSeconds % 5;
            if (stalls && second > 4)
                await Task.Delay(TimeSpan.FromSeconds(5 - second));
            context.Response.ContentType = "text/plain";
            context.Response.ContentLength = Body.Length;
            await context.Response.Body.WriteAsync(Body);
        });
        await app.RunAsync();
    }
}
