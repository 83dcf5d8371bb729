using System.Diagnostics;
using SoakHarness.Collection.DotNet;

namespace SoakHarness.Collection.Tests;

public sealed class DiagnosticsSwitchTests
{
    [Theory]
    [InlineData("HOME=/root DOTNET_EnableDiagnostics=0", "DOTNET_EnableDiagnostics=0")]
    [InlineData("DOTNET_EnableDiagnostics_IPC=0x0 PATH=/bin", "DOTNET_EnableDiagnostics_IPC=0x0")]
    [InlineData("COMPlus_EnableDiagnostics=0", "COMPlus_EnableDiagnostics=0")]
    public void A_setting_that_disables_them_is_told(string environment, string setting) =>
        DiagnosticsSwitch.In(environment.Split(' ')).Should().Be(setting);

    [Theory]
    [InlineData("")]
    [InlineData("DOTNET_EnableDiagnostics=1 DOTNET_EnableDiagnostics_Profiler=0")]
    [InlineData("DOTNET_EnableDiagnostics=1 COMPlus_EnableDiagnostics=0")]
    [InlineData("DOTNET_EnableDiagnostics=no MY_DOTNET_EnableDiagnostics=0")]
    public void Where_nothing_disables_them_nothing_is_told(string environment) =>
        DiagnosticsSwitch.In(environment.Split(' ')).Should().BeNull();

    [Fact]
    public void A_call_that_failed_is_explained_by_the_setting_of_the_process_or_by_its_own_words()
    {
        var start = new ProcessStartInfo("/bin/sleep", "30") { Environment = { ["DOTNET_EnableDiagnostics"] = "0" } };
        using var process = Process.Start(start)!;
        try
        {
            DiagnosticsSwitch
                .Explain(process.Id, new IOException("Nobody listens."))
                .Should()
                .Be("its diagnostics are disabled, DOTNET_EnableDiagnostics=0 is in its environment");
            DiagnosticsSwitch
                .Explain(int.MaxValue, new IOException("Nobody listens."))
                .Should()
                .Be(
                    "the target could not be reached: Nobody listens (is it a .NET process of this user, with its diagnostics enabled?)"
                );
        }
        finally
        {
            process.Kill();
        }
    }
}
