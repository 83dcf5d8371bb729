using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class OwnCodeTests
{
    private static readonly OwnCode s_code = new(["Parser", "Parser.Linq"]);

    [Theory]
    [InlineData("Shop.Order", true)]
    [InlineData("Shop.Cache+Entry", true)]
    [InlineData("Parser.Document", false)]
    [InlineData("Parser.Linq.Node[]", false)]
    [InlineData("Parser.Linq.Node+Key", false)]
    [InlineData("Parser.Table<Shop.Order>", false)]
    [InlineData("ParserShop.Order", true)]
    [InlineData("Parser.Shop.Order", true)]
    [InlineData("System.String", false)]
    [InlineData("<GetConsumingEnumerable>d__68<Shop.Order>", false)]
    public void A_type_is_the_applications_unless_a_library_has_its_namespace(string type, bool isUser) =>
        s_code.IsUser(type).Should().Be(isUser);

    [Theory]
    [InlineData("Shop.Api.Post() in Api.cs:7", true)]
    [InlineData("Program+<>c.<<Main>$>b__0_2()", true)]
    [InlineData("Parser.Document.Parse()", false)]
    [InlineData("Parser.Document..ctor()", false)]
    [InlineData("Parser.Document+<>c.<Parse>b__3()", false)]
    [InlineData("Parser.Linq.Node`1[System.__Canon].Add()", false)]
    [InlineData("System.String.Concat()", false)]
    public void A_method_is_the_applications_unless_a_library_has_its_namespace(string frame, bool isUser) =>
        s_code.IsUserMethod(frame).Should().Be(isUser);

    [Fact]
    public void Where_no_library_is_known_all_but_the_frameworks_is_the_applications() =>
        OwnCode.Unknown.IsUser("Parser.Document").Should().BeTrue();
}
