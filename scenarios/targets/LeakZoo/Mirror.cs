namespace LeakZoo;

/// <summary>
/// Says everything it was sent, and its own environment, on the console and in its answer, as careless services do: no
/// report may repeat it.
/// </summary>
internal static class Mirror
{
    internal static async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var reader = new StreamReader(request.Body);
        var headers = string.Join('\n', request.Headers.Select(h => $"{h.Key}: {h.Value}"));
        var said =
            $"{request.Path}{request.QueryString}\n{headers}\n{await reader.ReadToEndAsync()}\n{Environment.GetEnvironmentVariable("MIRROR_KEY")}";
        Console.WriteLine(said);
        await Console.Error.WriteLineAsync(said);
        context.Response.Headers["X-Session"] = "session-of-the-mirror-8c1f";
        context.Response.Headers.SetCookie = "id=cookie-of-the-mirror-77aa; Path=/";
        context.Response.StatusCode = request.Query.ContainsKey("fail") ? 500 : 200;
        await context.Response.WriteAsync(said);
    }
}
