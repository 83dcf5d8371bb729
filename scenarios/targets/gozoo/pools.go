package main

import "sync"

var (
	freelist [][]byte
	dirty    = []*rendering{{}}
	pool     = sync.Pool{New: func() any { return make([]byte, 0, 1024) }}
	windows  = sync.Pool{New: func() any { return make([]byte, 2<<20) }}
)

//go:noinline
func putBackMore(bytes int) { freelist = append(freelist, make([]byte, bytes)) }

type rendering struct{ parts [][]byte }

// A pooled object is put back with the state of its last use still in it.
//
//go:noinline
func putBackDirty(bytes int) *rendering {
	used := dirty[0]
	used.parts = append(used.parts, make([]byte, bytes))
	return used
}

//go:noinline
func scribble(buffer []byte) { buffer[len(buffer)-1]++ }

// pools used well and badly.
func pools() {
	pair("unbounded-freelist", locked(putBackMore), func(bytes int) {
		buffer := pool.Get().([]byte)
		if cap(buffer) < bytes {
			buffer = make([]byte, 0, bytes)
		}
		pool.Put(buffer[:0])
	})
	pair("pooled-state", locked(func(bytes int) { putBackDirty(bytes) }), locked(func(bytes int) {
		putBackDirty(bytes).parts = nil
	}))
	// Two megabytes for each request at once, as compressors have; what the pool keeps outlives one collection.
	trap("large-pool", func(int) {
		window := windows.Get().([]byte)
		scribble(window)
		windows.Put(window)
	})
	// Nothing leaks without a pool, but every call allocates its buffer anew: a matter of GC pressure.
	trap("no-pooling", func(bytes int) { scribble(make([]byte, bytes)) })
	trap("pooling", func(bytes int) {
		buffer := pool.Get().([]byte)
		if cap(buffer) < bytes {
			buffer = make([]byte, 0, bytes)
		}
		scribble(buffer[:bytes])
		pool.Put(buffer[:0])
	})
}
