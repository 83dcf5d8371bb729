using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace LeakZoo.Families;

/// <summary>Services of the container that keep what they are given.</summary>
internal static class Services
{
    internal static void Register(IServiceCollection services)
    {
        services.AddTransient<Tariff>();
        services.AddSingleton<Gateway>();
        services.AddSingleton<Outbox>();
    }

    internal static void Add(Zoo zoo, IServiceProvider root)
    {
        // Who listens to changes of options is kept by what reads them until what OnChange returned is disposed.
        zoo.Pair(
            "options-change",
            bytes => root.GetRequiredService<Tariff>().Fill(bytes),
            bytes =>
            {
                var tariff = root.GetRequiredService<Tariff>();
                tariff.Fill(bytes);
                tariff.StopListening();
            }
        );

        // Requests whose answer never comes stay among the pending ones.
        zoo.Pair(
            "pending-requests",
            bytes => root.GetRequiredService<Gateway>().Ask(bytes),
            bytes => root.GetRequiredService<Gateway>().Answer(root.GetRequiredService<Gateway>().Ask(bytes))
        );

        // A queue with a reader that is slower than its writers.
        zoo.Pair(
            "slow-consumer",
            bytes => root.GetRequiredService<Outbox>().Post(new Letter(new byte[bytes])),
            bytes => root.GetRequiredService<Outbox>().PostOrDrop(new Letter(new byte[bytes]))
        );

        // A loop that never ends keeps in a local variable what it is through with.
        var (keeping, sorting) = (new Sorter(most: int.MaxValue), new Sorter(most: 100));
        zoo.Pair(
            "consumer-local",
            bytes => keeping.Take(new Parcel(new byte[bytes])),
            bytes => sorting.Take(new Parcel(new byte[bytes]))
        );
    }
}

internal sealed class TariffOptions
{
    internal int Discount { get; set; }
}

/// <summary>Transient, and listens to its options.</summary>
internal sealed class Tariff
{
    private readonly IDisposable? _listening;
    private byte[] _table = [];
    private int _discount;

    public Tariff(IOptionsMonitor<TariffOptions> options) =>
        _listening = options.OnChange(changed => _discount = changed.Discount);

    internal int Price => _table.Length - _discount;

    internal void Fill(int bytes) => _table = new byte[bytes];

    internal void StopListening() => _listening?.Dispose();
}

internal sealed record Parcel(byte[] Content);

/// <summary>Sorts parcels in a thread of its own.</summary>
internal sealed class Sorter
{
    private readonly BlockingCollection<Parcel> _belt = [];
    private readonly int _most;
    private readonly Lazy<Thread> _sorting;

    internal Sorter(int most)
    {
        _most = most;
        _sorting = new(() =>
        {
            var thread = new Thread(Sort) { IsBackground = true, Name = "sorter" };
            thread.Start();
            return thread;
        });
    }

    internal void Take(Parcel parcel)
    {
        _ = _sorting.Value;
        _belt.Add(parcel);
    }

    private void Sort()
    {
        var sorted = new Queue<Parcel>();
        foreach (var parcel in _belt.GetConsumingEnumerable())
        {
            sorted.Enqueue(parcel);
            if (sorted.Count > _most)
                sorted.Dequeue();
        }
    }
}

/// <summary>Requests that wait for their answers.</summary>
internal sealed class Gateway
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<byte[]>> _pending = new();

    internal Guid Ask(int bytes)
    {
        var (id, answer) = (Guid.NewGuid(), new TaskCompletionSource<byte[]>());
        _pending[id] = answer;
        _ = WaitAsync(new byte[bytes], answer.Task);
        return id;
    }

    internal void Answer(Guid id)
    {
        if (_pending.TryRemove(id, out var pending))
            pending.SetResult([]);
    }

    private static async Task WaitAsync(byte[] question, Task<byte[]> answer)
    {
        await answer;
        GC.KeepAlive(question);
    }
}

/// <summary>Letters that one thread sends, one a second.</summary>
internal sealed class Outbox
{
    private const int Bound = 100;
    private readonly BlockingCollection<Letter> _letters = [];

    public Outbox() => new Thread(Send) { IsBackground = true, Name = "zoo-outbox" }.Start();

    internal void Post(Letter letter) => _letters.Add(letter);

    internal void PostOrDrop(Letter letter)
    {
        if (_letters.Count < Bound)
            _letters.Add(letter);
    }

    private void Send()
    {
        foreach (var letter in _letters.GetConsumingEnumerable())
        {
            Thread.Sleep(1000);
            GC.KeepAlive(letter);
        }
    }
}

internal sealed record Letter(byte[] Payload);
