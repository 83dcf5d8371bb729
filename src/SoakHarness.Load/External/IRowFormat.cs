namespace SoakHarness.Load.External;

/// <summary>Reads the records of a file of results, one after another from its beginning.</summary>
internal interface IRowFormat
{
    /// <summary>Reads one record.</summary>
    /// <param name="record">A record without its line end.</param>
    /// <returns>The request; null for a record that is good and no request: a header, another metric.</returns>
    /// <exception cref="FormatException">It is no record of this format; the message says why.</exception>
    RequestRow? Read(string record);
}
