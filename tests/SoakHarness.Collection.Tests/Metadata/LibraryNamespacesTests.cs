using System.Reflection;
using System.Reflection.Emit;
using SoakHarness.Collection.Metadata;

namespace SoakHarness.Collection.Tests.Metadata;

public sealed class LibraryNamespacesTests : IDisposable
{
    private const string List = """
        {
          "targets": { ".NETCoreApp,Version=v10.0": {
            "Acme.Shop/1.0.0": { "runtime": { "Acme.Shop.dll": {} } },
            "Acme.Common/2.0.0": { "runtime": { "lib/net10.0/Acme.Common.dll": {} } },
            "Parser/3.1.0": { "runtime": { "lib/net8.0/Parser.Core.dll": {} } },
            "OnlyNative/1.0.0": {}
          } },
          "libraries": {
            "Acme.Shop/1.0.0": { "type": "project" },
            "Acme.Common/2.0.0": { "type": "package" },
            "Parser/3.1.0": { "type": "package" },
            "OnlyNative/1.0.0": { "type": "package" }
          }
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("soak-deps-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_package_of_another_house_is_a_library_and_a_project_or_a_package_of_its_own_house_is_not()
    {
        File.WriteAllText(Path.Combine(_folder, "Acme.Shop.deps.json"), List);

        var packages = PackageList.Of(_folder);

        packages.Has("/app/Parser.Core.dll").Should().BeTrue();
        packages.Has("/app/Acme.Shop.dll").Should().BeFalse();
        packages.Has("/app/Acme.Common.dll").Should().BeFalse();
        packages.Has("/app/Unknown.dll").Should().BeFalse();
    }

    [Theory]
    [InlineData("{ no json")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_list_that_cannot_be_read_makes_nothing_a_library(string content)
    {
        File.WriteAllText(Path.Combine(_folder, "Acme.Shop.deps.json"), content);

        PackageList.Of(_folder).Has("Parser.Core.dll").Should().BeFalse();
    }

    [Fact]
    public void The_namespaces_of_this_programs_packages_are_libraries_and_its_own_and_the_frameworks_are_not()
    {
        var libraries = LibraryNamespaces.Of([
            typeof(LibraryNamespaces).Assembly.Location,
            typeof(LibraryNamespacesTests).Assembly.Location,
            typeof(AssertionExtensions).Assembly.Location,
            typeof(CsCheck.Gen).Assembly.Location,
            typeof(object).Assembly.Location,
            "/no/such/file.dll",
        ]);

        libraries.Should().Contain(["FluentAssertions", "CsCheck"]).And.BeInAscendingOrder(StringComparer.Ordinal);
        libraries.Should().NotContain(name => name.StartsWith("SoakHarness", StringComparison.Ordinal));
        libraries.Should().NotContain(name => name.StartsWith("System", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Acme Ltd", "Acme Ltd", false)]
    [InlineData("Acme Ltd", "Parser Inc", true)]
    // What the SDK writes where nobody says who made it.
    [InlineData("Acme.Shop", "Acme.Shop", true)]
    [InlineData(null, null, true)]
    public void A_package_of_the_company_that_the_program_states_is_its_own(string? one, string? other, bool isLibrary)
    {
        File.WriteAllText(Path.Combine(_folder, "Acme.Shop.deps.json"), List);

        var libraries = LibraryNamespaces.Of([Write("Acme.Shop", one), Write("Parser.Core", other)]);

        libraries.Contains("Parser.Core").Should().Be(isLibrary);
        libraries.Should().NotContain("Acme.Shop");
    }

    /// <summary>An assembly with one type, in the namespace of its name.</summary>
    private string Write(string name, string? company)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        if (company is not null)
            assembly.SetCustomAttribute(
                new CustomAttributeBuilder(
                    typeof(AssemblyCompanyAttribute).GetConstructor([typeof(string)])!,
                    [company]
                )
            );
        assembly.DefineDynamicModule(name).DefineType($"{name}.Only", TypeAttributes.Public).CreateType();
        var path = Path.Combine(_folder, name + ".dll");
        assembly.Save(path);
        return path;
    }

    [Fact]
    public void Of_a_running_process_those_it_has_loaded_are_found()
    {
        _ = CsCheck.Gen.Int;

        LibraryNamespaces.Of(Environment.ProcessId).Should().Contain("CsCheck");
    }

    [Fact]
    public void A_process_that_is_gone_has_none() => LibraryNamespaces.Of(int.MaxValue).Should().BeEmpty();
}
