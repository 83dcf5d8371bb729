using SoakHarness.Csv;

namespace SoakHarness.Tests.Csv;

public sealed class CsvReaderTests
{
    [Fact]
    public void Columns_are_read_by_name_with_gaps()
    {
        var csv = CsvReader.Read(new StringReader("time_s,a,b\n0,1,2\n1.5,,nan\n2,3,4\n"));

        csv.Times.Should().Equal(0, 1.5, 2);
        csv.Columns[0].Name.Should().Be("a");
        csv.Columns[0].Values.Should().Equal(1, double.NaN, 3);
    }

    [Fact]
    public void Of_two_rows_of_one_time_the_later_one_counts() =>
        CsvReader.Read(new StringReader("time_s,a\n0,1\n1,2\n1,3\n")).Columns[0].Values.Should().Equal(1, 3);

    [Theory]
    [InlineData("\"time_s\",\"a\"\n\"0\",\"1\"\n\"1\",\"2.5\"\n")]
    [InlineData("\uFEFFtime_s,a\r\n0,1\r\n1,2.5\r\n")]
    [InlineData("time_s , a\n\n0 , 1\n 1,\"2.5\"\n\n")]
    public void Quotation_marks_byte_order_marks_spaces_and_line_ends_of_any_kind_are_read(string text) =>
        CsvReader.Read(new StringReader(text)).Columns[0].Values.Should().Equal(1, 2.5);

    [Theory]
    [InlineData("time_s;a\n0;1\n", "*separated by semicolons or tabs*commas*")]
    [InlineData("time_s,a\n0,\"1,000\"\n", "line 2: column 2: `1,000` is no finite number")]
    [InlineData("", "line 1: the file is empty*header*")]
    [InlineData("t,a\n0,1\n", "line 1: the first column must be `time_s`*not `t`")]
    [InlineData("time_s\n0\n", "line 1: there is no metric column*")]
    [InlineData("time_s,a,a\n0,1,2\n", "line 1: the column `a` is there twice")]
    [InlineData("time_s,a\n", "there are no rows*")]
    [InlineData("time_s,a\n1,1\n0,1\n", "line 3: time_s 0 comes before 1*sort the rows*")]
    [InlineData("time_s,a\n0,x\n", "line 2: column 2: `x` is no finite number")]
    [InlineData("time_s,a,b\n0,1\n", "line 2: 2 fields, but the header has 3")]
    [InlineData("time_s,a\n0,1,2\n", "line 2: more fields*")]
    [InlineData("time_s,a\n,1\n", "line 2: time_s is empty")]
    [InlineData("time_s,a\n0,Infinity\n", "line 2: column 2: `Infinity` is no finite number")]
    public void Bad_files_are_refused_with_their_line(string text, string message)
    {
        var reading = () => CsvReader.Read(new StringReader(text));

        reading.Should().Throw<CsvException>().WithMessage(message);
    }
}
