using SoakHarness.Load.Journeys;
using SoakHarness.Model.Scenarios;

namespace SoakHarness.Load.Tests.Journeys;

public sealed class RequestTemplateTests
{
    [Theory]
    [InlineData("application/x-www-form-urlencoded", "name=a%26b%3D%22c%22%20d")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8", "name=a%26b%3D%22c%22%20d")]
    [InlineData("application/json", "name=a\\u0026b=\\u0022c\\u0022 d")]
    [InlineData("text/plain; charset=utf-8", "name=a&b=\"c\" d")]
    public void A_value_is_escaped_for_the_body_it_goes_into(string contentType, string sent) => new RequestTemplate(
            new RequestSpec
            {
                Name = "login",
                Path = "/",
                Body = new BodySpec("name=${user}", null, contentType, IsTemplate: true),
            }
        ).Fill(_ => "a&b=\"c\" d").Body!.Text.Should().Be(sent);
}
