namespace SoakHarness.Collection.HeapReading;

/// <summary>Reads the memory of a process.</summary>
/// <param name="address">From where on.</param>
/// <param name="into">Takes what is read.</param>
/// <returns>Bytes that could be read; fewer than asked for where memory ends.</returns>
internal delegate int ReadMemory(ulong address, Span<byte> into);
