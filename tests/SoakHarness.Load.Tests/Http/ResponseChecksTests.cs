using System.Text;
using SoakHarness.Load.Http;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Http;

public sealed class ResponseChecksTests
{
    private const string Json = """{"a":[1,"two"],"token":"s3cret"}""";

    public static TheoryData<ResponseCheck, string, string> Broken =>
        new()
        {
            {
                new() { Statuses = [201, 204] },
                "status 200",
                "status 200, expected 201 or 204"
            },
            {
                new() { Headers = new Dictionary<string, string> { ["X-No"] = "" } },
                "check: header X-No",
                "there is no header X-No"
            },
            {
                new() { Headers = new Dictionary<string, string> { ["X-Tenant"] = "b" } },
                "check: header X-Tenant",
                "header X-Tenant does not contain \"b\""
            },
            {
                new() { MinBytes = 33 },
                "check: size",
                "the body has 32 bytes, expected at least 33"
            },
            {
                new() { MaxBytes = 31 },
                "check: size",
                "the body has 32 bytes, expected at most 31"
            },
            {
                new() { MinBytes = 1, MaxBytes = 2 },
                "check: size",
                "the body has 32 bytes, expected 1 to 2"
            },
            {
                new() { BodyContains = "bye" },
                "check: body",
                "the body does not contain \"bye\""
            },
            {
                new() { JsonPath = "$.b" },
                "check: json",
                "the body has no $.b"
            },
            {
                new() { JsonPath = "$.token", JsonValue = "x" },
                "check: json",
                "$.token is not \"x\""
            },
        };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_check_says_what_was_expected(ResponseCheck check, string kind, string words) =>
        ResponseChecks.FirstBroken(check, new Answer(200, Json)).Should().Be((kind, words));

    [Fact]
    public void A_body_that_is_no_JSON_is_said_to_be_none() =>
        ResponseChecks
            .FirstBroken(new ResponseCheck { JsonPath = "$.a" }, new Answer(200, "hello"))
            .Should()
            .Be(("check: json", "the body is not JSON"));

    [Fact]
    public void A_status_of_400_is_broken_by_itself() =>
        ResponseChecks.FirstBroken(new ResponseCheck(), new Answer(400, "")).Should().Be(("status 400", "status 400"));

    [Fact]
    public void Checks_that_hold_say_nothing() =>
        ResponseChecks
            .FirstBroken(
                new ResponseCheck
                {
                    Statuses = [200],
                    Headers = new Dictionary<string, string> { ["x-tenant"] = "A" },
                    BodyContains = "two",
                    JsonPath = "$.a[1]",
                    JsonValue = "two",
                    MinBytes = 32,
                    MaxBytes = 32,
                },
                new Answer(200, Json)
            )
            .Should()
            .BeNull();

    private sealed class Answer(int status, string body) : IResponse
    {
        public int Status => status;

        public long BodyBytes => body.Length;

        public ReadOnlyMemory<byte> Body => Encoding.UTF8.GetBytes(body);

        public IReadOnlyList<string> Header(string name) =>
            name.Equals("X-Tenant", StringComparison.OrdinalIgnoreCase) ? ["tenant-a"] : [];
    }
}
