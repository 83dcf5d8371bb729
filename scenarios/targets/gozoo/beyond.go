package main

import (
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"syscall"
)

var (
	mappings  [][]byte
	bodies    []io.ReadCloser
	opened    = make(chan struct{})
	healthURL string
)

// Memory that the Go runtime does not know, and that is touched so that it is resident.
//
//go:noinline
func mapMemory(size int) []byte {
	data, err := syscall.Mmap(-1, 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		return nil
	}
	for i := 0; i < len(data); i += 4096 {
		data[i] = 1
	}
	return data
}

// A goroutine that is locked to its thread and never ends keeps the thread.
//
//go:noinline
func lockThread(stop <-chan struct{}) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	<-stop
}

// The files that this function opens are closed when it returns, and it does not.
//
//go:noinline
func openInLoop() {
	for range opened {
		if file, err := os.Open("/dev/null"); err == nil {
			defer file.Close()
		}
	}
}

// A response whose body is not closed keeps its connection and the two goroutines that serve it.
//
//go:noinline
func requestHealth() (io.ReadCloser, error) {
	response, err := http.Get(healthURL)
	if err != nil {
		return nil, err
	}
	return response.Body, nil
}

// A process that ended stays in the kernel's table until it is waited for.
//
//go:noinline
func startTool() *exec.Cmd {
	tool := exec.Command("true")
	if tool.Start() != nil {
		return nil
	}
	return tool
}

// beyond the heap: native memory, threads, processes, connections, and defer in a loop.
func beyond(port string) {
	healthURL = "http://127.0.0.1:" + port + "/health"
	go openInLoop()
	pair("mmap", locked(func(size int) { mappings = append(mappings, mapMemory(size)) }), func(size int) {
		_ = syscall.Munmap(mapMemory(size))
	})
	pair("locked-thread", func(int) { go lockThread(make(chan struct{})) }, func(int) {
		stop := make(chan struct{})
		close(stop)
		go lockThread(stop)
	})
	pair("child-process", func(int) { startTool() }, func(int) {
		if tool := startTool(); tool != nil {
			_ = tool.Wait()
		}
	})
	pair("defer-in-loop", func(int) { opened <- struct{}{} }, func(int) {
		if file, err := os.Open("/dev/null"); err == nil {
			file.Close()
		}
	})
	pair("response-body", func(int) {
		if body, err := requestHealth(); err == nil {
			locked(func(int) { bodies = append(bodies, body) })(0)
		}
	}, func(int) {
		if body, err := requestHealth(); err == nil {
			_, _ = io.Copy(io.Discard, body)
			body.Close()
		}
	})
}
