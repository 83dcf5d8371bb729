using System.Runtime.CompilerServices;
using SoakHarness.Load.Engine;

namespace SoakHarness.Load.Tests.Engine;

public sealed class ContinuationTests
{
    [Fact]
    public async Task What_follows_is_done_at_once_when_the_operation_has_ended()
    {
        var twice = new Twice();

        var following = twice.Of(new ValueTask<int>(4));

        following.IsCompletedSuccessfully.Should().BeTrue();
        (await following).Should().Be(8);
        twice.Releases.Should().Be(1);
    }

    [Fact]
    public async Task It_serves_one_operation_after_the_other()
    {
        var twice = new Twice();
        for (var i = 0; i < 1000; i++)
        {
            var operation = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var following = twice.Of(new ValueTask<int>(operation.Task));
            operation.SetResult(i);
            (await following).Should().Be(2 * i);
        }

        twice.Releases.Should().Be(1000);
    }

    [Fact]
    public async Task It_is_released_when_its_result_is_taken_and_not_before()
    {
        var twice = new Twice();
        var operation = new TaskCompletionSource<int>();
        var following = twice.Of(new ValueTask<int>(operation.Task));

        operation.SetResult(1);

        while (!following.IsCompleted)
            await Task.Yield();
        twice.Releases.Should().Be(0);
        (await following).Should().Be(2);
        twice.Releases.Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_goes_wrong_is_told_to_whoever_waits(bool isInWhatFollows)
    {
        var twice = new Twice { IsBroken = isInWhatFollows };
        var operation = new TaskCompletionSource<int>();
        var following = twice.Of(new ValueTask<int>(operation.Task));

        if (isInWhatFollows)
            operation.SetResult(1);
        else
            operation.SetException(new InvalidOperationException("broken"));

        var waiting = async () => await following;
        await waiting.Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
        twice.IsBroken = false;
        (await twice.Of(new ValueTask<int>(3))).Should().Be(6);
    }

    private sealed class Twice : Continuation<int, int>
    {
        internal int Releases { get; private set; }

        internal bool IsBroken { get; set; }

        internal ValueTask<int> Of(ValueTask<int> operation) => AfterAsync(operation);

        private protected override int After(ConfiguredValueTaskAwaitable<int>.ConfiguredValueTaskAwaiter before) =>
            IsBroken ? throw new InvalidOperationException("broken") : 2 * before.GetResult();

        private protected override void Released() => Releases++;
    }
}
