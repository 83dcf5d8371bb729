using System.Net;

namespace SoakHarness.Load.Http;

/// <summary>Keeps cookies in a jar.</summary>
internal static class Jars
{
    /// <summary>Keeps what a response sets. A cookie that is not allowed is not kept, as in a browser.</summary>
    internal static void Keep(CookieContainer jar, Uri url, IEnumerable<string> set)
    {
        foreach (var cookie in set)
        {
            try
            {
                jar.SetCookies(url, cookie);
            }
            catch (CookieException)
            {
                continue;
            }
        }
    }
}
