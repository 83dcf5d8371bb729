using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class ProcessNamesTests
{
    [Theory]
    [InlineData("Shop", "Shop", "/srv/Shop")]
    [InlineData("Acme.Shop", "dotnet", "/usr/bin/dotnet /srv/Acme.Shop.dll --urls http://127.0.0.1:0")]
    [InlineData("Acme.Shop.dll", "dotnet", "dotnet Acme.Shop.dll")]
    [InlineData("Acme.Shop", "dotnet", "dotnet exec --depsfile a.deps.json --runtimeconfig a.json Acme.Shop.dll")]
    [InlineData("Acme.Shop.Backend", "Acme.Shop.Backe", "/srv/Acme.Shop.Backend")]
    public void A_program_is_known_by_its_file_or_its_dll(string name, string program, string command) =>
        ProcessNames.Matches(program, command.Split(' '), name).Should().BeTrue();

    [Theory]
    [InlineData("Shop", "dotnet run --project src/Shop")]
    [InlineData("Acme.Shop", "dotnet run --project src/Acme.Shop")]
    [InlineData("Acme.Shop", "dotnet watch --project src/Acme.Shop run")]
    [InlineData("Acme.Shop", "dotnet build Acme.Shop")]
    [InlineData("shop.cs", "dotnet run shop.cs")]
    [InlineData("main.go", "go run main.go")]
    [InlineData("Plugin", "dotnet Shop.dll Plugin.dll")]
    public void What_starts_or_builds_a_program_is_not_the_program(string name, string command) =>
        ProcessNames.Matches(command.Split(' ')[0], command.Split(' '), name).Should().BeFalse();

    [Fact]
    public void Of_a_process_whose_arguments_cannot_be_read_the_name_counts()
    {
        ProcessNames.Matches("Shop", [], "Shop").Should().BeTrue();
        ProcessNames.Matches("dotnet", [], "Shop").Should().BeFalse();
    }
}
