using SoakHarness.Collection.Proc;

namespace SoakHarness.Collection.Tests;

public sealed class ProcFilesTests
{
    private const string Status = "Name:\tdotnet\nVmRSS:\t  102400 kB\nRssAnon:\t   51200 kB\nThreads:\t23\n";

    [Fact]
    public void Fields_of_status_are_read_in_bytes()
    {
        ProcFiles.Kilobytes(Status, "VmRSS").Should().Be(104_857_600);
        ProcFiles.Kilobytes(Status, "RssAnon").Should().Be(52_428_800);
        ProcFiles.Number(Status, "Threads").Should().Be(23);
    }

    [Fact]
    public void Memory_that_was_swapped_out_is_memory_still()
    {
        ProcFiles.Anonymous(Status).Should().Be(52_428_800);
        ProcFiles.Anonymous(Status + "VmSwap:\t    1024 kB\n").Should().Be(53_477_376);
        ProcFiles.Anonymous("VmSwap:\t    1024 kB\n").Should().BeNull();
    }

    [Theory]
    [InlineData("VmSwap")]
    [InlineData("Vm")]
    [InlineData("Name")]
    public void A_field_that_is_not_there_or_no_number_is_not_made_up(string field) =>
        ProcFiles.Number(Status, field).Should().BeNull();

    [Fact]
    public void Processor_time_is_found_behind_a_name_with_spaces_and_brackets() =>
        ProcFiles.CpuTicks("42 (my (odd) app) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0").Should().Be(200);

    [Fact]
    public void A_text_that_is_no_stat_line_has_no_processor_time() => ProcFiles.CpuTicks("nothing").Should().BeNull();

    [Theory]
    [InlineData(
        "Max processes             96365                96365                processes \nMax open files            1024                 20000                files     ",
        1024
    )]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max processes             96365                96365                processes ", null)]
    public void The_most_files_that_a_process_may_open_are_its_soft_limit(string limits, int? most) =>
        ProcFiles.OpenFiles(limits).Should().Be(most);
}
