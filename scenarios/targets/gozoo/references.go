package main

import (
	"strings"
	"sync"
)

const bound = 100

type order struct{ payload []byte }

var (
	lock      sync.Mutex
	next      int
	orders    = map[int]*order{}
	recent    = map[int]*order{}
	slices    [][]byte
	copies    [][]byte
	callbacks []func() int
	listeners []func()
	cache     = map[int][]byte{}
	limited   = map[int][]byte{}
	substring []string
	cloned    []string
	interned  = map[string]string{}
	logLines  []string
	lastLines []string
)

func locked(do act) act {
	return func(bytes int) {
		lock.Lock()
		defer lock.Unlock()
		next++
		do(bytes)
	}
}

func keepLast(list [][]byte, item []byte) [][]byte {
	list = append(list, item)
	if len(list) > bound {
		copy(list, list[1:])
		list[len(list)-1] = nil
		list = list[:len(list)-1]
	}
	return list
}

//go:noinline
func addOrder(bytes int) { orders[next] = &order{make([]byte, bytes)} }

//go:noinline
func keepSlice(bytes int) { big := make([]byte, bytes); slices = append(slices, big[:16]) }

//go:noinline
func keepClosure(bytes int) {
	big := make([]byte, bytes)
	callbacks = append(callbacks, func() int { return len(big) })
}

//go:noinline
func subscribe(bytes int) {
	state := &order{make([]byte, bytes)}
	listeners = append(listeners, func() { state.payload[0]++ })
}

//go:noinline
func fillCache(bytes int) { cache[next] = make([]byte, bytes) }

//go:noinline
func keepSubstring(bytes int) {
	text := strings.Repeat("x", bytes)
	substring = append(substring, text[:8])
}

//go:noinline
func intern(bytes int) {
	key := strings.Repeat("k", bytes) + string(rune(next))
	interned[key] = key
}

//go:noinline
func appendLog(bytes int) { logLines = append(logLines, strings.Repeat("l", bytes)) }

// references are kept that nobody needs any more.
func references() {
	pair("global-map", locked(addOrder), locked(func(bytes int) {
		recent[next] = &order{make([]byte, bytes)}
		delete(recent, next-bound)
	}))
	pair("slice-of-array", locked(keepSlice), locked(func(bytes int) {
		big := make([]byte, bytes)
		copies = keepLast(copies, append([]byte(nil), big[:16]...))
	}))
	pair("closure", locked(keepClosure), locked(func(bytes int) {
		big := make([]byte, bytes)
		_ = func() int { return len(big) }()
	}))
	pair("subscriber", locked(subscribe), locked(func(bytes int) {
		state := &order{make([]byte, bytes)}
		listener := func() { state.payload[0]++ }
		listener()
	}))
	pair("unbounded-cache", locked(fillCache), locked(func(bytes int) {
		limited[next%bound] = make([]byte, bytes)
	}))
	pair("substring", locked(keepSubstring), locked(func(bytes int) {
		text := strings.Repeat("x", bytes)
		cloned = append(cloned, strings.Clone(text[:8]))
		if len(cloned) > bound {
			cloned = append([]string(nil), cloned[1:]...)
		}
	}))
	pair("intern", locked(intern), locked(func(bytes int) {
		_ = strings.Repeat("k", bytes) + string(rune(next%10))
	}))
	pair("log-in-memory", locked(appendLog), locked(func(bytes int) {
		lastLines = append(lastLines, strings.Repeat("l", bytes))
		if len(lastLines) > bound {
			lastLines = append([]string(nil), lastLines[1:]...)
		}
	}))
}
