using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class BuildLockTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("soak-build-lock").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_build_waits_for_the_first()
    {
        var file = Path.Combine(_folder, "lock");
        var first = await BuildLock.TakeAsync(CancellationToken.None, file);
        var second = BuildLock.TakeAsync(CancellationToken.None, file);
        second.IsCompleted.Should().BeFalse();

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Who_waits_can_be_cancelled()
    {
        var file = Path.Combine(_folder, "lock");
        using var cancel = new CancellationTokenSource();
        using var first = await BuildLock.TakeAsync(CancellationToken.None, file);
        var second = BuildLock.TakeAsync(cancel.Token, file);

        await cancel.CancelAsync();

        await second.Awaiting(waiting => waiting).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Where_no_lock_can_be_made_the_build_goes_on() =>
        (await BuildLock.TakeAsync(CancellationToken.None, Path.Combine(_folder, "missing", "lock"))).Dispose();
}
