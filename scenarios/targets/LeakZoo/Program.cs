using LeakZoo;
using LeakZoo.Families;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddTransient<Report>();
Services.Register(builder.Services);
var app = builder.Build();

app.MapGet("/health", () => "ok");
app.MapGet("/hello", () => "hello");
app.MapMethods("/mirror", ["GET", "POST"], Mirror.AnswerAsync);

// Bytes alive after a full collection, as the runtime itself counts them: what scenarios/zoo/rates.sh measures by.
app.MapGet("/heap", () => GC.GetTotalMemory(forceFullCollection: true));
Cart.Map(app);
Breakdowns.Map(app);

var zoo = new Zoo();
References.Add(zoo);
Callbacks.Add(zoo);
Tasks.Add(zoo);
Disposal.Add(zoo, app.Services);
Holding.Add(zoo);
Services.Add(zoo, app.Services);
Caches.Add(zoo);
Pools.Add(zoo);
Natives.Add(zoo);
Traps.Add(zoo);
Growths.Add(zoo);
zoo.Map(app);

app.Run();
