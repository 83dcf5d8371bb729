using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Tests;

public sealed class TypeSpellingTests
{
    [Theory]
    [InlineData("Shop.Order", "Shop.Order")]
    [InlineData("Shop.Order[]", "Shop.Order[]")]
    [InlineData("Shop.Order[,]", "Shop.Order[,]")]
    [InlineData("A.List`1[Shop.Order]", "A.List<Shop.Order>")]
    [InlineData("A.Map`2[System.Int64,Shop.Order[]][]", "A.Map<System.Int64, Shop.Order[]>[]")]
    [InlineData("A.Map`2[System.Int64,A.List`1[Shop.Order]]", "A.Map<System.Int64, A.List<Shop.Order>>")]
    [InlineData("A.Map`2+Entry[X,Y]", "A.Map<X, Y>+Entry")]
    [InlineData("A.Map`2+Part`1[X,Y,Z][]", "A.Map<X, Y>+Part<Z>[]")]
    [InlineData("Node[X,Y]", "Node<X, Y>")]
    [InlineData("A.Map<X,Y>+Entry[]", "A.Map<X, Y>+Entry[]")]
    [InlineData("A.Map<X, Y[,]>", "A.Map<X, Y[,]>")]
    [InlineData("Shop.Api+<WaitAsync>d__3", "Shop.Api+<WaitAsync>d__3")]
    [InlineData("A.Box`1[Shop.Api+<WaitAsync>d__3`1[X]]", "A.Box<Shop.Api+<WaitAsync>d__3<X>>")]
    [InlineData("", "")]
    public void Generic_types_have_one_spelling(string runtimes, string one)
    {
        TypeSpelling.Of(runtimes).Should().Be(one);
        TypeSpelling.Of(one).Should().Be(one);
    }
}
