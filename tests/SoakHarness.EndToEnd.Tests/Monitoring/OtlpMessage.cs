using System.Text;
using Google.Protobuf;

namespace SoakHarness.EndToEnd.Tests.Monitoring;

/// <summary>
/// Reads an ExportMetricsServiceRequest by the field numbers of opentelemetry-proto: resource_metrics 1, scope_metrics
/// 2, metrics 2, then name 1, gauge 5, sum 7, their data_points 1, as_double 4, attributes 7 with key 1 and value 2,
/// string_value 1.
/// </summary>
internal static class OtlpMessage
{
    public static IEnumerable<OtlpPoint> Decode(byte[] request) =>
        from resource in Parts(request, 1)
        from scope in Parts(resource, 2)
        from metric in Parts(scope, 2)
        let name = Text(metric, 1)
        from kind in (int[])[5, 7]
        from data in Parts(metric, kind)
        from point in Parts(data, 1)
        select new OtlpPoint(name, kind == 7, Number(point, 4), Attributes(point, 7));

    /// <summary>All length-delimited fields of a number.</summary>
    private static List<byte[]> Parts(byte[] message, int number)
    {
        var found = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (
                WireFormat.GetTagFieldNumber(tag) == number
                && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited
            )
                found.Add(input.ReadBytes().ToByteArray());
            else
                input.SkipLastField();
        }

        return found;
    }

    private static string Text(byte[] message, int number) => Encoding.UTF8.GetString(Parts(message, number).Single());

    private static double Number(byte[] message, int number)
    {
        var input = new CodedInputStream(message);
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == number)
                return input.ReadDouble();
            input.SkipLastField();
        }

        throw new InvalidDataException("The point has no double.");
    }

    private static Dictionary<string, string> Attributes(byte[] point, int number) =>
        Parts(point, number).ToDictionary(pair => Text(pair, 1), pair => Text(Parts(pair, 2).Single(), 1));
}
