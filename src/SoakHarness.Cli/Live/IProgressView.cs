using SoakHarness.Runs;

namespace SoakHarness.Cli.Live;

/// <summary>An observer that shows what it sees until it is disposed.</summary>
internal interface IProgressView : IRunObserver, IAsyncDisposable;
