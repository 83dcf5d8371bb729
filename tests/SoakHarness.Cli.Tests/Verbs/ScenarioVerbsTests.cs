using System.CommandLine;
using System.Text.Json.Nodes;

namespace SoakHarness.Cli.Tests.Verbs;

public sealed class ScenarioVerbsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("soak-verbs");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("dotnet")]
    [InlineData("go")]
    [InlineData("worker")]
    public async Task Init_writes_a_scenario_that_validates(string kind)
    {
        var file = PathOf("my soak.yaml");

        var init = await Run("init", "--kind", kind, file);
        var validate = await Run("validate", file);

        init.ExitCode.Should().Be(ExitCodes.Passed);
        validate.Should().Be((ExitCodes.Passed, "", "1 of 1 scenario files are valid.\n"));
        File.ReadAllText(file).Should().Contain("name: my-soak\n");
    }

    [Fact]
    public async Task Init_leaves_a_file_that_exists_as_it_is()
    {
        var file = Write("mine.yaml", "name: mine\n");

        var result = await Run("init", file);

        result.Should().Be((ExitCodes.BadInput, "", $"{file} exists and is left as it is; name another file.\n"));
        File.ReadAllText(file).Should().Be("name: mine\n");
    }

    [Theory]
    [InlineData("dotnet", "src/Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">", "../src/Shop/Shop.csproj")]
    [InlineData(
        "worker",
        "src/It's one/W.csproj",
        "<Project Sdk=\"Microsoft.NET.Sdk.Worker\">",
        "../src/It''s one/W.csproj"
    )]
    [InlineData("go", "shop/go.mod", "module shop", "../shop")]
    public async Task Init_takes_the_only_project_of_its_kind_in_the_repository(
        string kind,
        string file,
        string text,
        string written
    )
    {
        folder.CreateSubdirectory(".git");
        Write("src/Shop.Tests/Shop.Tests.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">");
        Write("src/Shop/obj/Copy.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">");
        Write(file, text);
        var scenario = Path.Combine(folder.CreateSubdirectory("soaks").FullName, "shop.yaml");

        var init = await Run("init", "--kind", kind, scenario);
        var validate = await Run("validate", scenario);

        init.ExitCode.Should().Be(ExitCodes.Passed, init.Error);
        File.ReadAllText(scenario).Should().Contain($"  project: '{written}'\n").And.NotContain("  command:");
        validate.ExitCode.Should().Be(ExitCodes.Passed, validate.Output);
    }

    [Fact]
    public async Task Init_lists_the_projects_where_there_are_several_and_takes_the_one_that_is_named()
    {
        Write("a/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">");
        Write("b/B.csproj", "<Project Sdk=\"Microsoft.NET.Sdk.Web\">");

        var several = await Run("init", PathOf("one.yaml"));
        var named = await Run("init", "--project", PathOf("b"), PathOf("two.yaml"));
        var missing = await Run("init", "--project", PathOf("c"), PathOf("three.yaml"));

        several
            .Output.Should()
            .StartWith("There are several projects, name one with --project: a/A.csproj, b/B.csproj\n");
        File.ReadAllText(PathOf("one.yaml")).Should().Contain("  command: [dotnet, Shop.dll]\n");
        named.ExitCode.Should().Be(ExitCodes.Passed, named.Error);
        File.ReadAllText(PathOf("two.yaml")).Should().Contain("  project: 'b/B.csproj'\n");
        missing
            .Should()
            .Be((ExitCodes.BadInput, "", $"--project {PathOf("c")} is no project file, nor a folder with one.\n"));
    }

    [Fact]
    public async Task Init_refuses_a_kind_that_does_not_exist()
    {
        var result = await Run("init", "--kind", "cobol", PathOf("x.yaml"));

        result.ExitCode.Should().NotBe(ExitCodes.Passed);
        File.Exists(PathOf("x.yaml")).Should().BeFalse();
    }

    [Fact]
    public async Task Validate_lists_all_problems_of_all_files_of_a_folder()
    {
        var first = Write("a.yaml", "nam: a\ntarget: { pid: 1 }\n");
        var second = Write("b.yml", "");

        var result = await Run("validate", folder.FullName);

        result.ExitCode.Should().Be(ExitCodes.BadInput);
        result
            .Output.Should()
            .Contain($"{first}:1:1: nam: ")
            .And.Contain("Did you mean \"name\"?")
            .And.Contain($"{second}:1:1: is empty");
        result.Error.Should().Be("0 of 2 scenario files are valid.\n");
    }

    [Fact]
    public async Task Validate_leaves_out_what_other_programs_have_in_the_folder_and_says_so()
    {
        var compose = Write("docker-compose.yml", "name: shop\nservices:\n  shop: { image: shop }\n");
        var scenario = Write("shop.yaml", "name: shop\nTarget: { pid: 1 }\n");

        var folderResult = await Run("validate", folder.FullName);
        var named = await Run("validate", compose);

        folderResult.Output.Should().Contain($"{scenario}:2:1: Target: ").And.NotContain("services");
        folderResult
            .Error.Should()
            .Be(
                $"{compose} is left out: a scenario has target or load at the beginning of a line.\n0 of 1 scenario files are valid.\n"
            );
        named.Output.Should().Contain("services: is not a key here", "a file that is named is meant");
    }

    [Fact]
    public async Task Validate_prints_json_on_request()
    {
        var file = Write("a.yaml", "");

        var result = await Run("validate", "--format", "json", file);

        result.ExitCode.Should().Be(ExitCodes.BadInput);
        JsonNode
            .DeepEquals(
                JsonNode.Parse(result.Output),
                new JsonArray(
                    new JsonObject
                    {
                        ["file"] = file,
                        ["line"] = 1,
                        ["column"] = 1,
                        ["key"] = "",
                        ["message"] = "is empty; soak init writes a scenario to start from",
                        ["nearest"] = null,
                    }
                )
            )
            .Should()
            .BeTrue(result.Output);
    }

    [Fact]
    public async Task Validate_says_when_a_folder_holds_no_scenario()
    {
        var result = await Run("validate", folder.FullName);

        result.Should().Be((ExitCodes.BadInput, "", $"No scenario in a *.yaml or *.yml file of {folder.FullName}.\n"));
    }

    [Theory]
    [InlineData("--duraton is no option of soak run. Did you mean --duration?", "run", "--duraton", "3s", "a.yaml")]
    [InlineData("--colour is no option of soak verify.", "verify", "folder", "--colour")]
    [InlineData("--htlm is no option of soak compare. Did you mean --html?", "compare", "a", "--htlm")]
    [InlineData("--prometheus many: write a port", "run", "--prometheus", "many", "a.yaml")]
    [InlineData("--prometheus 70000: write a port", "run", "--prometheus", "70000", "a.yaml")]
    public async Task An_option_that_does_not_exist_is_no_file_and_the_nearest_one_is_named(
        string words,
        params string[] args
    )
    {
        var result = await Run(args);

        result.ExitCode.Should().NotBe(ExitCodes.Passed);
        result.Error.Should().Contain(words).And.NotContain("cannot be read");
    }

    [Fact]
    public async Task Schema_prints_json()
    {
        var result = await Run("schema");

        result.ExitCode.Should().Be(ExitCodes.Passed);
        JsonNode.Parse(result.Output)!["properties"]!.AsObject().Should().ContainKey("target");
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var configuration = new InvocationConfiguration { Output = output, Error = error };
        var exitCode = await SoakCommand.Create().Parse(args).InvokeAsync(configuration);
        return (exitCode, output.ToString(), error.ToString());
    }
}
