package main

import (
	"context"
	"runtime/pprof"
	"sync"
	"sync/atomic"
)

// Mistakes as services make them: work under labels for the profiler, a generic cache, a lock that is never given back.

var (
	jobs     = map[int][]byte{}
	products = shelf[int, []byte]{items: map[int][]byte{}}
	guard    sync.Mutex
	ids      int64
	lost     sync.Mutex
	returned sync.Mutex
)

func nextID() int { return int(atomic.AddInt64(&ids, 1)) }

//go:noinline
func keepJob(bytes int) int {
	id := nextID()
	guard.Lock()
	jobs[id] = make([]byte, bytes)
	guard.Unlock()
	return id
}

func finishJob(id int) {
	guard.Lock()
	delete(jobs, id)
	guard.Unlock()
}

// labelled runs work as profilers like it: with a label that tells its samples apart.
func labelled(work func()) {
	pprof.Do(context.Background(), pprof.Labels("handler", "job"), func(context.Context) { work() })
}

type shelf[K comparable, V any] struct {
	items map[K]V
	most  int
}

// get loads what is missing; with most at 0 nothing is evicted.
func (c *shelf[K, V]) get(key K, load func(K) V) V {
	guard.Lock()
	defer guard.Unlock()
	if value, ok := c.items[key]; ok {
		return value
	}
	if c.most > 0 && len(c.items) >= c.most {
		for old := range c.items {
			delete(c.items, old)
			break
		}
	}
	c.items[key] = load(key)
	return c.items[key]
}

//go:noinline
func loadProduct(bytes int) []byte { return make([]byte, bytes) }

//go:noinline
func waitForLock(lock *sync.Mutex, state []byte) {
	lock.Lock()
	defer lock.Unlock()
	state[0]++
}

func services() {
	pair("labelled",
		func(n int) { labelled(func() { keepJob(n) }) },
		func(n int) { labelled(func() { finishJob(keepJob(n)) }) })
	bounded := shelf[int, []byte]{items: map[int][]byte{}, most: 100}
	load := func(n int) func(int) []byte { return func(int) []byte { return loadProduct(n) } }
	pair("generic-cache",
		func(n int) { products.get(nextID(), load(n)) },
		func(n int) { bounded.get(nextID(), load(n)) })
	lost.Lock() // an early return forgot to unlock it
	pair("lock",
		func(n int) { go waitForLock(&lost, make([]byte, n)) },
		func(n int) { go waitForLock(&returned, make([]byte, n)) })
}
