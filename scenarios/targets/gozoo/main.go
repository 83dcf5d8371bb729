// Command gozoo serves one endpoint for every mistake of the article on Go memory and one for its cure:
// /leak/NAME, /fixed/NAME and /trap/NAME. Payload: kb=1; every=1 makes only each n-th call do anything.
package main

import (
	_ "expvar"
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
)

type act func(bytes int)

var (
	cases = map[string]act{}
	calls int64
)

// pair adds a mistake and its cure, doing the same work.
func pair(name string, leak, fixed act) {
	cases["leak/"+name] = leak
	cases["fixed/"+name] = fixed
}

// trap adds a case that is clean but looks like a leak.
func trap(name string, do act) { cases["trap/"+name] = do }

func number(r *http.Request, name string, otherwise int) int {
	if n, err := strconv.Atoi(r.URL.Query().Get(name)); err == nil && n > 0 {
		return n
	}
	return otherwise
}

func serve(w http.ResponseWriter, r *http.Request) {
	do, ok := cases[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if atomic.AddInt64(&calls, 1)%int64(number(r, "every", 1)) == 0 {
		do(1024 * number(r, "kb", 1))
	}
	fmt.Fprintln(w, "ok")
}

func main() {
	// One sample for every 4 KiB allocated instead of 512 KiB: a run of a minute must see small leaks.
	runtime.MemProfileRate = 4096
	references()
	goroutines()
	closing()
	pools()
	traps()
	growths()
	services()
	port := os.Getenv("PORT")
	if port == "" {
		port = "5090"
	}
	beyond(port)
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	for _, kind := range []string{"/leak/", "/fixed/", "/trap/"} {
		http.HandleFunc(kind, serve)
	}
	if err := http.ListenAndServe("127.0.0.1:"+port, nil); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
