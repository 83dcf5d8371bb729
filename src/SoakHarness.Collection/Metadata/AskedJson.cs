using System.Text.Json.Serialization;
using SoakHarness.Collection.HeapReading;

namespace SoakHarness.Collection.Metadata;

/// <summary>
/// What is asked and answered as JSON, written out when this is built: to find it out by reflection takes a process
/// that answers one question a third of the time until it starts with it. All of a question must be there: what is
/// left out is not what a record has by itself, but nothing.
/// </summary>
[JsonSerializable(typeof(HeapQuestion))]
[JsonSerializable(typeof(HeapAnswer))]
[JsonSerializable(typeof(RuntimeQuestion))]
[JsonSerializable(typeof(RuntimeAnswer))]
internal sealed partial class AskedJson : JsonSerializerContext;
