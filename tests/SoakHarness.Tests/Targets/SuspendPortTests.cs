using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class SuspendPortTests
{
    [Fact]
    public async Task A_port_is_in_a_folder_that_only_this_user_can_look_into_and_that_goes_with_it()
    {
        var port = SuspendPort.Open();
        var folder = Path.GetDirectoryName(port.Variable(null).Split(',')[0])!;
        var mode = new DirectoryInfo(folder).UnixFileMode;

        mode.Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await port.DisposeAsync();

        Directory.Exists(folder).Should().BeFalse();
    }

    [Fact]
    public void Where_the_folder_for_temporary_files_has_a_long_path_the_port_is_elsewhere()
    {
        SuspendPort.RootOf("/var/tmp").Should().Be("/var/tmp");
        SuspendPort.RootOf("/home/runner/" + new string('d', 90)).Should().Be("/tmp");
    }
}
