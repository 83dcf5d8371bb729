using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SoakHarness.Targets;

namespace SoakHarness.Tests.Targets;

public sealed class AnsweringTests
{
    private const string Table = """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:13D8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0
           1: 0100007F:13D8 0100007F:D431 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0
           2: 0100007F:1FD8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0
        """;

    [Theory]
    [InlineData(5080, "4711")]
    [InlineData(8152, "4713")]
    public void The_socket_that_listens_at_a_port_is_found_and_those_of_its_connections_are_not(
        int port,
        string inode
    ) => Answering.Sockets(Table, port).Should().Equal(inode);

    [Theory]
    [InlineData(54321)]
    [InlineData(80)]
    public void A_port_where_nothing_listens_has_none(int port) => Answering.Sockets(Table, port).Should().BeEmpty();

    [Fact]
    public void What_this_process_listens_at_stands_in_its_table()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var table = File.ReadAllText(
            string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/net/tcp")
        );

        Answering.Sockets(table, port).Should().ContainSingle();
    }
}
