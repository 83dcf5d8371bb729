using LeakZoo.Families;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();

app.MapGet("/health", () => "ok");
app.MapGet("/hello", () => "hello");
Cart.Map(app);

app.Run();
