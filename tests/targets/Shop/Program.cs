// A small shop for the runtimes that other targets are not built for: /leak keeps a basket for ever, /clean keeps none.
using Shop;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/health", () => Environment.Version.ToString());
app.MapGet(
    "/leak",
    () =>
    {
        Basket.All[Guid.NewGuid()] = new Basket(new byte[1000]);
        return "kept";
    }
);
app.MapGet("/clean", () => new Basket(new byte[1000]).Content.Length.ToString("0"));
await app.RunAsync();
