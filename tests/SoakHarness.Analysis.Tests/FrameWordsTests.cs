using SoakHarness.Analysis.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class FrameWordsTests
{
    private const string Hash = "F75F675034FBDBD8482477C505E7207B9344DBBA601405B86EBF9B2FC99E3604";

    [Theory]
    [InlineData("Shop.Cart.Add() in Cart.cs:7", "Shop.Cart.Add() in Cart.cs:7")]
    [InlineData("Shop.Cart+Line.Add()", "Shop.Cart+Line.Add()")]
    [InlineData("Shop.Cart..ctor()", "Shop.Cart..ctor()")]
    [InlineData("Shop.Cart+<SaveAsync>d__3.MoveNext() in Cart.cs:20", "Shop.Cart.SaveAsync() in Cart.cs:20")]
    [InlineData("Shop.Cart+Line+<SaveAsync>d__3`1[System.__Canon].MoveNext()", "Shop.Cart+Line.SaveAsync()")]
    [InlineData("Shop.Cart+<>c.<Add>b__0_1() in Cart.cs:20", "Shop.Cart.Add()+lambda in Cart.cs:20")]
    [InlineData("Shop.Cart+<>c__DisplayClass2_0.<Add>b__0()", "Shop.Cart.Add()+lambda")]
    [InlineData("Shop.Cart.<Add>b__7_0()", "Shop.Cart.Add()+lambda")]
    [InlineData("Shop.Cart+<>c.<.cctor>b__4_19()", "Shop.Cart..cctor()+lambda")]
    [InlineData("Shop.Cart+<>c+<<Add>b__5_8>d.MoveNext() in Cart.cs:35", "Shop.Cart.Add()+lambda in Cart.cs:35")]
    [InlineData("Shop.Cart+<<Add>g__Note|133_0>d`1[System.Int32].MoveNext()", "Shop.Cart.Add()+Note()")]
    [InlineData("Shop.Cart.<Add>g__Note|0_1()", "Shop.Cart.Add()+Note()")]
    [InlineData("Program.<Main>$()", "Program.Main()")]
    [InlineData("Program+<<Main>$>d__0.MoveNext()", "Program.Main()")]
    [InlineData(
        "Program+<>c__DisplayClass0_1+<<<Main>$>b__3>d.MoveNext() in A.cs:2",
        "Program.Main()+lambda in A.cs:2"
    )]
    [InlineData("Program.<<Main>$>g__Run|0_1()", "Program.Main()+Run()")]
    [InlineData("Shop.Cache`2+<LoadAsync>d__82[System.__Canon,System.__Canon].MoveNext()", "Shop.Cache<,>.LoadAsync()")]
    [InlineData("Shop.Cache`1+<>c__DisplayClass1_0[A.B`2[C,D]].<Load>b__0()", "Shop.Cache<>.Load()+lambda")]
    [InlineData("A.Dictionary`2[System.__Canon,System.Int32[]].GetOrAdd()", "A.Dictionary<,>.GetOrAdd()")]
    [InlineData("main.(*shelf[...]).get in services.go:61", "main.(*shelf[...]).get in services.go:61")]
    [InlineData("main.serve.func1 in main.go:9", "main.serve.func1 in main.go:9")]
    [InlineData("dynamicClass.lambda_method4()", "dynamicClass.lambda_method4()")]
    [InlineData(
        $"Shop.<Api_g>F{Hash}__Routes+<>c__DisplayClass6_0+<<MapGet3>g__Handler|5>d.MoveNext() in Api.g.cs:410",
        "Shop.Routes.MapGet3()+Handler() in Api.g.cs:410"
    )]
    [InlineData($"Shop.<Cart>F{Hash}__Line.Add() in Cart.cs:9", "Shop.Line.Add() in Cart.cs:9")]
    public void A_frame_is_called_as_its_author_wrote_the_method(string frame, string words) =>
        FrameWords.Of(frame).Should().Be(words);

    [Fact]
    public void What_only_carries_an_async_method_on_is_left_out() =>
        FrameWords
            .Of([
                "Shop.Cart+<SaveAsync>d__3.MoveNext() in Cart.cs:20",
                "System.Runtime.CompilerServices.AsyncMethodBuilderCore.Start()",
                "Shop.Cart.SaveAsync()",
                "Shop.Api+<>c+<<Map>b__5_8>d.MoveNext() in Api.cs:3",
                "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1[System.Int32].Start()",
                "Shop.Api+<>c.<Map>b__5_8()",
                "Shop.Api.Post()",
            ])
            .Should()
            .Equal("Shop.Cart.SaveAsync() in Cart.cs:20", "Shop.Api.Map()+lambda in Api.cs:3", "Shop.Api.Post()");

    [Fact]
    public void A_method_that_calls_itself_stands_as_often_as_it_does()
    {
        string[] frames =
        [
            "Shop.Tree.Walk() in Tree.cs:3",
            "Shop.Tree.Walk() in Tree.cs:3",
            "Shop.Tree.Walk() in Tree.cs:9",
        ];

        FrameWords.Of(frames).Should().Equal(frames);
    }

    [Fact]
    public void A_method_without_lines_that_calls_itself_stands_as_often_as_it_does()
    {
        string[] frames = ["Shop.Tree.Walk()", "Shop.Tree.Walk()", "Shop.Api.Post()"];

        FrameWords.Of(frames).Should().Equal(frames);
    }
}
