using System.Globalization;
using SoakHarness;
using SoakHarness.CostBench;

// cost-benchmark measure LEAKZOO.DLL RESULTS.tsv [PAIRS] [SECONDS]: measures pairs and appends them, so that it may be
// run in pieces; a round of three pairs takes about seven times SECONDS. cost-benchmark show RESULTS.tsv: medians and
// interquartile ranges of everything measured so far.
switch (args)
{
    case ["measure", var program, var file, ..]:
        var pairs = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 12;
        var seconds = args.Length > 4 ? double.Parse(args[4], CultureInfo.InvariantCulture) : 4;
        await Pairs.MeasureAsync(program, file, pairs, seconds);
        Pairs.Show(file);
        return 0;
    case ["show", var file]:
        Pairs.Show(file);
        return 0;
    case ["sidecar"]:
        using (var input = new StreamReader(Console.OpenStandardInput()))
            return await CollectorProgram.RunAsync(input, Console.Out);
    default:
        Console.Error.WriteLine("cost-benchmark measure LEAKZOO.DLL RESULTS.tsv [PAIRS] [SECONDS] | show RESULTS.tsv");
        return 2;
}
