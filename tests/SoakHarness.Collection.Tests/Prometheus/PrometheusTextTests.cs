using CsCheck;
using SoakHarness.Collection.Prometheus;

namespace SoakHarness.Collection.Tests.Prometheus;

public sealed class PrometheusTextTests
{
    [Fact]
    public void Samples_are_read_with_and_without_labels_and_timestamps()
    {
        var (samples, bad) = PrometheusText.Read(
            """
            # HELP jvm_memory_used_bytes The amount of used memory
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap",id="G1 Eden"} 1.5E7 1700000000000
            jvm_memory_used_bytes{area="nonheap",id="a \"quoted\" } brace"} 3

            process_open_fds 42
            rule:ratio{} -0.5
            """
        );

        bad.Should().Be(0);
        samples
            .Select(s => (s.Name, s.Value))
            .Should()
            .Equal(
                ("jvm_memory_used_bytes", 1.5e7),
                ("jvm_memory_used_bytes", 3),
                ("process_open_fds", 42),
                ("rule:ratio", -0.5)
            );
        samples[1].Labels.Should().Contain("brace");
    }

    [Theory]
    [InlineData("<html><body>404</body></html>")]
    [InlineData("name")]
    [InlineData("name{label=\"open")]
    [InlineData("name{a=\"b\"}")]
    [InlineData("1name 3")]
    [InlineData("name three")]
    public void What_is_no_sample_is_counted_and_left_out(string line)
    {
        var (samples, bad) = PrometheusText.Read($"good 1\n{line}\nalso_good 2\n");

        bad.Should().Be(1);
        samples.Select(s => s.Name).Should().Equal("good", "also_good");
    }

    [Fact]
    public void Infinite_values_and_NaN_are_gaps() =>
        PrometheusText
            .Read("a NaN\nb +Inf\nc -Inf\nd 1\n")
            .Samples.Should()
            .ContainSingle()
            .Which.Name.Should()
            .Be("d");

    [Fact]
    public void No_text_is_too_strange() =>
        Gen
            .String.Array[0, 20]
            .Sample(lines =>
            {
                var (samples, bad) = PrometheusText.Read(string.Join('\n', lines));

                (samples.Count + bad).Should().BeLessThanOrEqualTo(lines.Sum(l => l.Count(c => c == '\n') + 1));
                samples.Should().NotContain(s => s.Name.Length == 0 || !double.IsFinite(s.Value));
            });

    [Fact]
    public void A_sample_that_is_cut_anywhere_is_read_or_counted_and_never_invented()
    {
        const string whole = "http_requests_total{code=\"200\",path=\"/a b\"} 1027";
        for (var length = 0; length < whole.Length; length++)
        {
            var (samples, _) = PrometheusText.Read(whole.AsSpan(0, length));
            samples
                .Should()
                .NotContain(s => !"1027".StartsWith($"{s.Value}", StringComparison.Ordinal), $"cut at {length}");
        }
    }

    [Fact]
    public void Well_known_names_become_ours_and_areas_outside_of_the_heap_do_not_count()
    {
        var (samples, _) = PrometheusText.Read(
            """
            jvm_memory_used_bytes{area="heap",id="a"} 10
            jvm_memory_used_bytes{area="heap",id="b"} 5
            jvm_memory_used_bytes{area="nonheap",id="c"} 100
            latency_bucket{le="1"} 7
            latency{quantile="0.9"} 7
            """
        );

        PrometheusNames
            .Metrics(samples, translate: true)
            .Should()
            .Equal(new Dictionary<string, double> { ["jvm_memory_used_bytes"] = 115, ["heap"] = 15 });
        PrometheusNames.Metrics(samples, translate: false).Should().NotContainKey("heap");
    }

    [Fact]
    public void A_go_exporter_tells_what_expvar_would()
    {
        var (samples, _) = PrometheusText.Read(
            """
            go_memstats_heap_alloc_bytes 4.2e+06
            go_memstats_alloc_bytes_total 9e+09
            go_memstats_sys_bytes 2e+07
            go_memstats_heap_released_bytes 5e+06
            go_goroutines 42
            go_gc_duration_seconds{quantile="1"} 0.5
            go_gc_duration_seconds_sum 0.25
            go_gc_duration_seconds_count 17
            """
        );

        PrometheusNames
            .Metrics(samples, translate: true)
            .Should()
            .Contain(
                new Dictionary<string, double>
                {
                    ["heap"] = 4.2e6,
                    ["allocated"] = 9e9,
                    ["committed"] = 1.5e7,
                    ["goroutines"] = 42,
                    ["gc-pause"] = 250,
                    ["gc-count.gen2"] = 17,
                }
            );
    }

    [Fact]
    public void Generations_of_dotnet_exporters_are_told_apart_by_their_labels()
    {
        var (samples, _) = PrometheusText.Read(
            """
            dotnet_gc_collections_total{gc_heap_generation="gen0"} 7
            dotnet_gc_collections_total{gc_heap_generation="gen2"} 2
            dotnet_collection_count_total{generation="1"} 3
            """
        );

        PrometheusNames
            .Metrics(samples, translate: true)
            .Should()
            .Contain(
                new Dictionary<string, double>
                {
                    ["gc-count.gen0"] = 7,
                    ["gc-count.gen1"] = 3,
                    ["gc-count.gen2"] = 2,
                }
            );
    }
}
