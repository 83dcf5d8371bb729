using SoakHarness.Model.Heaps;

namespace SoakHarness.Analysis.Tests;

public sealed class WeakTableLeakTests
{
    [Fact]
    public void What_a_conditional_weak_table_keeps_is_held_by_whoever_holds_its_keys()
    {
        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                var keys = new int[count];
                for (var i = 0; i < count; i++)
                {
                    var value = heap.Add("Shop.Note", heap.Add("System.Byte[]"));
                    heap.KeepWith(keys[i] = heap.Add("System.Object", value), value);
                }

                heap.Root(
                    RootKind.Static,
                    "Shop.Api.s_keys",
                    heap.Add("System.Collections.Generic.List<System.Object>", keys)
                );
            }
        );

        suspect.Type.Should().Be("Shop.Note");
        suspect.Holder.Should().Be("static Shop.Api.s_keys, through a conditional weak table");
        suspect.Cause.Should().StartWith("A conditional weak table keeps values whose keys stay alive");
        suspect
            .Path.Should()
            .Equal(
                "static Shop.Api.s_keys",
                "System.Collections.Generic.List<System.Object>",
                "System.Object (the key of an entry in a conditional weak table)",
                "Shop.Note x 300"
            );
    }

    [Theory]
    [InlineData(1, " (Shop.Api.s_notes)")]
    [InlineData(2, "")]
    public void A_table_is_named_by_its_field_where_no_other_has_such_values(int tables, string name)
    {
        const string table = "System.Runtime.CompilerServices.ConditionalWeakTable<System.Object, Shop.Note>";

        var suspect = DrawnHeap.Suspect(
            (heap, count) =>
            {
                for (var i = 0; i < tables; i++)
                    heap.Root(RootKind.Static, "Shop.Api.s_notes in Shop.dll", heap.Add(table));
                var value = Enumerable.Range(0, count).Select(_ => heap.Add("Shop.Note", heap.Add("System.Byte[]")));
                var keys = value
                    .Select(note =>
                    {
                        var key = heap.Add("System.Object", note);
                        heap.KeepWith(key, note);
                        return key;
                    })
                    .ToArray();
                heap.Root(RootKind.Static, "Shop.Api.s_keys", heap.Add("Shop.Keys", keys));
            }
        );

        suspect.Holder.Should().Be("static Shop.Api.s_keys, through a conditional weak table" + name);
    }
}
