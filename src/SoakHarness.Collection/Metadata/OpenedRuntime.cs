using Microsoft.Diagnostics.Runtime;
using SoakHarness.Collection.Heaps;

namespace SoakHarness.Collection.Metadata;

/// <summary>Answers questions about a runtime that was opened by ClrMD, in a process or in a dump.</summary>
internal static class OpenedRuntime
{
    /// <summary>
    /// Opens a process or dump; where no runtime is seen at first, one inside the program's own file is looked for.
    /// </summary>
    /// <param name="open">Opens it.</param>
    /// <param name="place">Where its files are.</param>
    internal static DataTarget Target(Func<DataTargetOptions, DataTarget> open, RuntimePlace place)
    {
        var target = open(FilesBesideIt.Options(place));
        if (target.ClrVersions.Length > 0)
            return target;
        target.Dispose();
        // It looks at what every module exports, which takes longer.
        var thorough = FilesBesideIt.Options(place);
        thorough.ForceCompleteRuntimeEnumeration = true;
        return open(thorough);
    }

    /// <summary>Opens a process, without suspending it.</summary>
    /// <param name="pid">Process.</param>
    /// <param name="options">Options.</param>
    internal static DataTarget Attach(int pid, DataTargetOptions options)
    {
        var attached = DataTarget.AttachToProcess(pid, suspend: false, options);
        return
            options.ForceCompleteRuntimeEnumeration
            && new FileInfo($"/proc/{pid}/exe").LinkTarget is { } program
            && SingleFileReader.BeginOf(File.ReadAllText($"/proc/{pid}/maps"), program) is { } begin
            ? new DataTarget(new SingleFileReader(attached, (program, begin)), options)
            : attached;
    }

    /// <summary>Opens the first runtime in a process or dump.</summary>
    /// <param name="target">Process or dump.</param>
    /// <param name="place">Where its data access library is.</param>
    /// <exception cref="FileNotFoundException">There is no such library.</exception>
    /// <exception cref="InvalidDataException">It is built for another C library.</exception>
    internal static ClrRuntime Open(DataTarget target, RuntimePlace place)
    {
        CLibrary.Check(target.EnumerateModules().Select(m => m.FileName), File.ReadLines("/proc/self/maps"));
        var info = target.ClrVersions[0];
        var libraries = DataAccessLibrary.Find(info.ModuleInfo.FileName, place, info.Version);
        foreach (var likely in libraries.SkipLast(1))
        {
            try
            {
                return info.CreateRuntime(likely, ignoreMismatch: true);
            }
            catch (ClrDiagnosticsException)
            {
                // It cannot be loaded here; the next one may.
            }
        }

        return info.CreateRuntime(libraries[^1], ignoreMismatch: true);
    }

    /// <summary>Why there is no answer while an assembly is being added; a moment later there is.</summary>
    internal const string BeingChanged = "its list of assemblies could not be read while it changed";

    /// <summary>Answers.</summary>
    internal static RuntimeAnswer Ask(ClrRuntime runtime, RuntimeQuestion question)
    {
        if ((question.Modules || question.Statics) && !runtime.EnumerateModules().Any())
            return new RuntimeAnswer { Problem = BeingChanged };
        var names = new Dictionary<ulong, string>();
        foreach (var id in question.Types)
        {
            if (runtime.GetTypeByMethodTable(id)?.Name is { Length: > 0 } name)
                names[id] = name;
        }

        foreach (var slot in question.Statics ? StaticSlots.Of(runtime) : [])
            names[slot.Address] = slot.Field;
        return new RuntimeAnswer
        {
            Modules = question.Modules ? [.. runtime.EnumerateModules().Select(ModuleNames.Of)] : [],
            Names = names,
            ThreadStatics = question.Statics ? [.. ThreadStatics.Of(runtime)] : [],
            Methods = MethodsOf(runtime, question.Methods),
            DelegateTypes = [.. DelegateTypes.Of(runtime, question.MaybeDelegates)],
            Delegates = [.. question.Delegates.Select(address => CallOf(runtime.Heap.GetObject(address)))],
            Fields = [.. question.Fields.Select(field => NameOf(runtime.Heap.GetObject(field.Holder), field.Target))],
        };
    }

    private static Dictionary<ulong, string> MethodsOf(ClrRuntime runtime, IEnumerable<ulong> ids)
    {
        var names = new Dictionary<ulong, string>();
        foreach (var id in ids)
        {
            if (runtime.GetMethodByHandle(id)?.Signature is { Length: > 0 } signature)
                names[id] = MethodNames.Short(signature);
        }

        return names;
    }

    private static DelegateCall CallOf(ClrObject found)
    {
        var type = found.Type?.MethodTable ?? 0;
        if (type == 0 || !found.IsDelegate || found.AsDelegate().GetDelegateTarget() is not { } called)
            return new DelegateCall(type, 0, null);
        var method = called.Method.Signature is { } signature ? MethodNames.Bare(signature) : null;
        return new DelegateCall(type, called.TargetObject.Address, method);
    }

    private static NamedField NameOf(ClrObject holder, ulong target)
    {
        if (holder.Type is not { } type)
            return new NamedField(0, null);
        var field = type
            .Fields.Where(field => field.IsObjectReference)
            .FirstOrDefault(field => field.ReadObject(holder.Address, interior: false).Address == target);
        return new NamedField(type.MethodTable, field is null ? null : StaticNames.OfInstance(field));
    }
}
