using SoakHarness.Analysis.Heaps;
using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class AllocationSitesTests
{
    private const string Framework = "System.Collections.Generic.List`1.Add()";
    private static readonly string[] Own = ["Shop.Cache.Add() in Cache.cs:7", "Shop.Api.Post()"];

    [Fact]
    public void The_applications_innermost_frame_stands_first()
    {
        var site = Find([new("Shop.Order", [Framework, .. Own], 3, 300_000), new("Shop.Order", ["Shop.B()"], 1, 9)]);

        site.Stack.Should().Equal(Own);
        site.Note.Should().Be("3 of 4 samples of it in 10 s, about 300 KB");
    }

    [Theory]
    [InlineData("Shop.Cart+<>c.<Map>b__4_0() in Cart.cs:20", "Shop.Cart.Map()+lambda in Cart.cs:20")]
    [InlineData("Shop.Cart+<Add>d__3.MoveNext()", "Shop.Cart.Add()")]
    public void Lambdas_and_async_methods_of_the_application_are_its_frames_and_emitted_methods_are_not(
        string frame,
        string words
    )
    {
        var site = Find([new("Shop.Order", [Framework, frame, "dynamicClass.lambda_method4()"], 3, 300_000)]);

        site.Stack[0].Should().Be(words);
        Find([new("Shop.Order", ["dynamicClass.lambda_method4()", .. Own], 3, 300_000)]).Stack.Should().Equal(Own);
    }

    [Theory]
    [InlineData("Line", true)]
    [InlineData("ine", false)]
    [InlineData("Order+Line", false)]
    public void A_nested_type_is_sampled_under_its_own_name_alone(string sampled, bool isSite)
    {
        var site = AllocationSites.Find(
            new AllocationWindow(10, [new(sampled, [.. Own], 1, 100_000)]),
            "Shop.Order+Line",
            []
        );

        site.Stack.Should().HaveCount(isSite ? Own.Length : 0);
    }

    [Fact]
    public void Stacks_that_differ_only_in_the_frameworks_frames_are_one_site()
    {
        var site = Find([
            new("Shop.Order", ["System.A()", .. Own], 2, 200_000),
            new("Shop.Order", ["System.B()", .. Own], 2, 200_000),
            new("Shop.Order", ["Shop.Other()"], 3, 300_000),
        ]);

        site.Stack.Should().Equal(Own);
    }

    [Fact]
    public void Frames_of_the_framework_are_shown_where_none_is_the_applications() =>
        Find([new("Shop.Order", [Framework], 1, 9)]).Stack.Should().Equal("System.Collections.Generic.List<>.Add()");

    [Fact]
    public void What_an_unseen_type_holds_is_said_to_be_just_that()
    {
        var site = Find([new("System.Byte[]", Own, 5, 500_000), new("System.String", ["Shop.No()"], 9, 900_000)]);

        site.Stack.Should().Equal(Own);
        site.Note.Should()
            .Be(
                "no sample of it was seen in 10 s; this is where System.Byte[], which it holds, comes from: "
                    + "5 of 5 samples of that in 10 s, about 500 KB"
            );
    }

    [Fact]
    public void What_only_the_framework_allocates_is_not_passed_off_as_the_site_of_an_unseen_type()
    {
        var site = Find([new("System.Byte[]", ["Microsoft.AspNetCore.Hosting.Start()"], 5, 500_000)]);

        site.Stack.Should().BeEmpty();
        site.Note.Should().Be("no sample of it was seen in 10 s");
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, true)]
    public void A_buffers_site_in_the_framework_is_shown_only_where_most_samples_are_from_there(int samples, bool shown)
    {
        AllocationSample[] all =
        [
            new("System.String", [Framework], samples, samples),
            new("System.String", Own, 2, 0.5),
        ];

        var site = AllocationSites.Find(new AllocationWindow(10, all), "System.String", []);

        site.Stack.Should().HaveCount(shown ? 1 : 0);
        site.Note.Should()
            .StartWith(shown ? "3 of 5 samples" : "its 3 samples in 10 s come from several places of the framework's");
    }

    [Fact]
    public void What_is_allocated_by_being_measured_is_no_site() =>
        Find([new("Shop.Order", ["System.Text.Format()", "System.Diagnostics.Metrics.Aggregation.Send()"], 1, 9)])
            .Stack.Should()
            .BeEmpty();

    [Theory]
    [InlineData("Parser.Document", ", in Parser.Document.Parse(), which it calls")]
    [InlineData("System.String", "")]
    [InlineData("Shop.Order", "")]
    public void What_a_library_allocates_is_the_site_of_the_application_that_calls_it(string type, string called)
    {
        string[] stack = [Framework, "Parser.Linq.Node..ctor()", "Parser.Document.Parse()", .. Own];
        var window = new AllocationWindow(10, [new(type, stack, 3, 300_000)]) { Libraries = ["Parser", "Parser.Linq"] };

        var site = AllocationSites.Find(window, type, []);

        site.Stack.Should().Equal(Own);
        site.Note.Should().Be($"3 of 3 samples of it in 10 s, about 300 KB{called}");
    }

    [Fact]
    public void A_librarys_frames_are_shown_where_none_is_the_applications()
    {
        string[] stack = [Framework, "Parser.Pump.Run()", "System.Threading.Thread.Start()"];
        var window = new AllocationWindow(10, [new("Shop.Order", stack, 1, 100)]) { Libraries = ["Parser"] };

        AllocationSites.Find(window, "Shop.Order", []).Stack.Should().Equal(stack[1..]);
    }

    [Fact]
    public void Where_the_application_allocates_a_librarys_type_by_several_calls_none_is_named()
    {
        var window = new AllocationWindow(
            10,
            [
                new("Parser.Document", ["Parser.Document.Parse()", .. Own], 1, 100),
                new("Parser.Document", ["Parser.Document.Read()", .. Own], 1, 100),
            ]
        )
        {
            Libraries = ["Parser"],
        };

        AllocationSites.Find(window, "Parser.Document", []).Note.Should().EndWith("about 200 B");
    }

    [Fact]
    public void Starts_of_threads_are_counted_and_say_more_than_samples()
    {
        const string thread = "System.Threading.Thread";
        var window = new AllocationWindow(
            10,
            [
                new(thread, ["Shop.Other()"], 1, 102_400),
                new(thread, ["System.Threading.Pool.Grow()"], 4, 0),
                new(thread, Own, 90, 0),
            ]
        );

        var site = AllocationSites.Find(window, thread, []);

        site.Stack.Should().Equal(Own);
        site.Note.Should().Be("90 of the 94 that were started in 10 s");
    }

    [Theory]
    [InlineData("System.Reflection.RuntimeAssembly", "")]
    [InlineData(
        "System.Reflection.RuntimeModule",
        "no sample of it was seen in 10 s; this is where assemblies come from: "
    )]
    [InlineData(
        "System.Runtime.Loader.AssemblyLoadContext",
        "no sample of it was seen in 10 s; this is where assemblies come from: "
    )]
    public void Loads_of_assemblies_are_counted_and_tell_where_what_comes_with_them_is_from(string type, string begin)
    {
        const string assembly = "System.Reflection.RuntimeAssembly";
        var window = new AllocationWindow(10, [new(assembly, ["Shop.Start()"], 1, 0), new(assembly, Own, 90, 0)]);

        var site = AllocationSites.Find(window, type, []);

        site.Stack.Should().Equal(Own);
        site.Note.Should().Be($"{begin}90 of the 91 that were loaded in 10 s");
    }

    [Theory]
    [InlineData(
        "Shop.Order",
        "static Shop.OrderStore.s_orders in Shop.dll",
        "Shop.OrderStore.Keep() in OrderStore.cs:9"
    )]
    [InlineData("Shop.View", "the singleton service Shop.Feed", "Shop.View..ctor() in View.cs:3")]
    [InlineData(
        "System.Byte[]",
        "static Shop.OrderStore.s_bytes in Shop.dll",
        "Shop.OrderStore.Keep() in OrderStore.cs:9"
    )]
    [InlineData("Shop.Page", "static Shop.Html+Cache.s_pages in Shop.dll", "Shop.Html.Get()")]
    public void Of_bytes_that_several_hold_those_count_which_its_class_or_its_holders_allocates(
        string type,
        string holder,
        string frame
    )
    {
        var site = AllocationSites.Find(Bytes, type, [type, "System.Byte[]"], new HolderPath(holder, []));

        site.Stack[0].Should().Be(frame);
        site.Note.Should().Contain("of 17 samples of ");
    }

    [Theory]
    [InlineData("Shop.Price", "static Shop.Prices.s_all in Shop.dll")]
    [InlineData("Shop.OrderStoreEntry", "static Shop.Prices.s_all in Shop.Html.dll")]
    public void Of_bytes_that_several_places_allocate_none_is_named_for_a_suspect_that_has_nothing_to_do_with_them(
        string type,
        string holder
    )
    {
        var site = AllocationSites.Find(Bytes, type, [type, "System.Byte[]"], new HolderPath(holder, []));

        site.Stack.Should().BeEmpty();
        site.Note.Should()
            .Be(
                "no sample of it was seen in 10 s, and the 17 of System.Byte[], which it holds, come from several places"
            );
    }

    [Fact]
    public void Where_most_is_garbage_the_site_that_allocates_as_much_as_stays_is_the_likely_one()
    {
        var site = Kept(
            20_000,
            new("System.Byte[]", ["Shop.Pump.Run() in Pump.cs:4"], 900_000, 9e10),
            new("System.Byte[]", Own, 24, 240_000),
            new("System.Byte[]", ["Shop.Other()"], 30, 410_000)
        );

        site.Stack.Should().Equal(Own);
        site.Note.Should()
            .Be(
                "24 of 900054 samples of it in 10 s, about 240 KB, as much as stays; "
                    + "the 90 GB from Shop.Pump.Run() in Pump.cs:4 do not"
            );
    }

    [Theory]
    [InlineData("System.Boot()", 24, 240_000, "the framework allocates it")]
    [InlineData("Shop.Cache.Add()", 4, 240_000, "it was seen too seldom")]
    [InlineData("Shop.Cache.Add()", 24, 90_000, "it allocates too little")]
    [InlineData("Shop.Cache.Add()", 24, 900_000, "it allocates too much")]
    public void Otherwise_it_is_said_how_much_of_the_most_stays(string frame, int samples, double bytes, string because)
    {
        var site = Kept(
            20_000,
            new("System.Byte[]", ["Shop.Pump.Run()"], 900_000, 9e10),
            new("System.Byte[]", [frame], samples, bytes)
        );

        site.Stack.Should().Equal(["Shop.Pump.Run()"], because);
        site.Note.Should().EndWith(" samples of it in 10 s, about 90 GB, of which about 200 KB stay");
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(0)]
    [InlineData(null)]
    public void A_site_of_which_much_stays_or_nothing_is_known_is_the_one_with_most(int? kept)
    {
        var site = Kept(
            kept,
            new("System.Byte[]", ["Shop.Pump.Run()"], 30, 3e6),
            new("System.Byte[]", Own, 24, 240_000)
        );

        site.Stack.Should().Equal("Shop.Pump.Run()");
        site.Note.Should().Be("30 of 54 samples of it in 10 s, about 3 MB");
    }

    [Fact]
    public void What_a_suspect_holds_may_be_garbage_elsewhere_too()
    {
        var site = AllocationSites.Find(
            new AllocationWindow(
                10,
                [new("System.Byte[]", ["Shop.Pump.Run()"], 900, 9e7), new("System.Byte[]", Own, 24, 240_000)]
            ),
            "Shop.Order",
            ["Shop.Order", "System.Byte[]"],
            kept: type => type == "System.Byte[]" ? 20_000 : 400
        );

        site.Stack.Should().Equal(Own);
    }

    [Fact]
    public void Without_sampling_nothing_is_said() =>
        AllocationSites
            .Find(AllocationWindow.None, "Shop.Order", [])
            .Should()
            .BeEquivalentTo(new AllocationSite([], ""));

    private static AllocationWindow Bytes { get; } =
        new(
            10,
            [
                new(
                    "System.Byte[]",
                    ["System.IO.Strategies.Buffered.Allocate()", "Shop.Api.Get() in Api.cs:4"],
                    8,
                    8e5
                ),
                new("System.Byte[]", ["Shop.OrderStore.Keep() in OrderStore.cs:9", "Shop.Api.Post()"], 4, 4e5),
                new("System.Byte[]", ["Shop.View..ctor() in View.cs:3", "Shop.Api.Open()"], 3, 3e5),
                new("System.Byte[]", ["Shop.Html+<Get>d__1.MoveNext()"], 2, 2e5),
            ]
        );

    private static AllocationSite Kept(int? kept, params AllocationSample[] samples) =>
        AllocationSites.Find(new AllocationWindow(10, samples), "System.Byte[]", [], kept: _ => kept);

    private static AllocationSite Find(AllocationSample[] samples) =>
        AllocationSites.Find(new AllocationWindow(10, samples), "Shop.Order", ["Shop.Order", "System.Byte[]"]);
}
