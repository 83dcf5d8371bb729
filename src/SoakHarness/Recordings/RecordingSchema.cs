namespace SoakHarness.Recordings;

/// <summary>
/// The tables of <c>recording.db</c>. Times are seconds since the run's origin (monotonic clock), except
/// <c>sample.t</c>, which is in milliseconds to keep a sample small. <c>meta</c> holds <c>schema</c>, <c>run-id</c>,
/// <c>scenario</c>, <c>started-at</c> (wall clock, ISO 8601), <c>harness-version</c>, <c>spec</c> (the scenario as
/// JSON, secrets masked) and one <c>fact.NAME</c> per fact about the machine and the build.
/// </summary>
internal static class RecordingSchema
{
    /// <summary>Version written to <c>meta.schema</c>. A reader refuses a newer one.</summary>
    internal const int Version = 1;

    internal const string Create = """
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS source (
            id INTEGER PRIMARY KEY, role TEXT NOT NULL, host TEXT NOT NULL, process TEXT NOT NULL,
            pid INTEGER NOT NULL, replica INTEGER NOT NULL, UNIQUE (role, host, process, pid, replica));
        CREATE TABLE IF NOT EXISTS series (
            id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), metric TEXT NOT NULL,
            UNIQUE (source, metric));
        CREATE TABLE IF NOT EXISTS sample (
            series INTEGER NOT NULL, t INTEGER NOT NULL, value REAL NOT NULL, PRIMARY KEY (series, t)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS gc (
            source INTEGER NOT NULL, t REAL NOT NULL, number INTEGER NOT NULL, generation INTEGER NOT NULL,
            blocking INTEGER NOT NULL, induced INTEGER NOT NULL, reason TEXT NOT NULL, pause_ms REAL NOT NULL,
            promoted INTEGER NOT NULL, heap INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS checkpoint (
            source INTEGER NOT NULL, t REAL NOT NULL, outcome TEXT NOT NULL, live INTEGER NOT NULL,
            generations TEXT NOT NULL, pause_ms REAL NOT NULL, duration_ms REAL NOT NULL, collections INTEGER NOT NULL,
            quiesced INTEGER NOT NULL, drained INTEGER NOT NULL, note TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS load_window (
            source INTEGER NOT NULL, t REAL NOT NULL, seconds REAL NOT NULL, scenario TEXT NOT NULL, step TEXT NOT NULL,
            warm_up INTEGER NOT NULL, asked INTEGER NOT NULL, sent INTEGER NOT NULL, completed INTEGER NOT NULL,
            failed INTEGER NOT NULL, timed_out INTEGER NOT NULL, cancelled INTEGER NOT NULL, bytes INTEGER NOT NULL,
            backlog INTEGER NOT NULL, in_flight INTEGER NOT NULL,
            latency BLOB, service_time BLOB, lateness BLOB, errors TEXT);
        CREATE TABLE IF NOT EXISTS event (source INTEGER NOT NULL, t REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS snapshot (
            source INTEGER NOT NULL, t REAL NOT NULL, file TEXT NOT NULL, format TEXT NOT NULL, label TEXT NOT NULL,
            objects INTEGER NOT NULL, bytes INTEGER NOT NULL, pause_ms REAL NOT NULL, complete INTEGER NOT NULL,
            note TEXT NOT NULL);
        """;
}
