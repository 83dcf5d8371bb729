using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SoakHarness.Collection.Metadata;

/// <summary>What an assembly says of itself.</summary>
/// <param name="Namespaces">In which it has types.</param>
/// <param name="Company">Who made it; null where that is not said, or is the assembly's own name, which the SDK writes
/// where a project says nothing.</param>
internal sealed record AssemblyNames(IReadOnlyList<string> Namespaces, string? Company)
{
    private const string Attribute = "AssemblyCompanyAttribute";

    /// <summary>Reads an assembly; of one that cannot be read nothing is known.</summary>
    /// <param name="open">Opens it; null when it is not there.</param>
    internal static AssemblyNames Of(Func<Stream?> open)
    {
        try
        {
            if (open() is not { } assembly)
                return new AssemblyNames([], null);
            using var image = new PEReader(assembly);
            return image.HasMetadata ? Of(image.GetMetadataReader()) : new AssemblyNames([], null);
        }
        catch (Exception unreadable)
            when (unreadable
                    is BadImageFormatException
                        or InvalidDataException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            return new AssemblyNames([], null);
        }
    }

    private static AssemblyNames Of(MetadataReader reader)
    {
        var spaces = reader
            .TypeDefinitions.Select(type => reader.GetTypeDefinition(type).Namespace)
            .Where(name => !name.IsNil)
            .Distinct()
            .Select(reader.GetString);
        return new AssemblyNames([.. spaces], reader.IsAssembly ? CompanyOf(reader) : null);
    }

    private static string? CompanyOf(MetadataReader reader)
    {
        var assembly = reader.GetAssemblyDefinition();
        var company = assembly
            .GetCustomAttributes()
            .Select(reader.GetCustomAttribute)
            .Where(attribute => IsCompany(reader, attribute))
            .Select(attribute => Text(reader.GetBlobReader(attribute.Value)))
            .FirstOrDefault();
        return string.IsNullOrWhiteSpace(company) || company == reader.GetString(assembly.Name) ? null : company;
    }

    private static bool IsCompany(MetadataReader reader, CustomAttribute attribute) =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent
            is { Kind: HandleKind.TypeReference } parent
        && reader.StringComparer.Equals(reader.GetTypeReference((TypeReferenceHandle)parent).Name, Attribute);

    /// <summary>The one argument, which follows two bytes that are the same everywhere.</summary>
    private static string? Text(BlobReader value)
    {
        value.ReadUInt16();
        return value.ReadSerializedString();
    }
}
