// A judge from outside: golang.org/x/mod/sumdb/{note,tlog} look at the folders of logs that examples/log_folders.rs writes.
//
//	judge DIR        every folder in DIR
//
// It builds each tree again from the leaves and compares every tile with its own, opens the checkpoints, checks every proof
// with its leaf, and says of every line of `verdicts` what it thinks itself. Exit code 1 and a sentence where it disagrees.
// (sumdb's TileHashReader of x/mod 0.7.0 is not used: in some sizes it hands out hashes of tiles that it has not checked.)
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

var proofs, tiles, leaves, good, bad int

func main() {
	dirs, _ := filepath.Glob(filepath.Join(os.Args[1], "*"))
	sort.Strings(dirs)
	for _, dir := range dirs {
		if err := judge(dir); err != nil {
			fmt.Printf("%s: %v\n", dir, err)
			os.Exit(1)
		}
	}
	if len(dirs) == 0 || proofs == 0 || tiles == 0 || leaves == 0 || good == 0 || bad == 0 {
		fmt.Println("there is nothing to judge")
		os.Exit(1)
	}
	fmt.Printf("sumdb agrees: %d logs, %d leaves, %d tiles, %d proofs; %d more taken and %d more refused, as we do\n",
		len(dirs), leaves, tiles, proofs, good, bad)
}

func judge(dir string) error {
	key, err := os.ReadFile(filepath.Join(dir, "vkey"))
	if err != nil {
		return err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(key)))
	if err != nil {
		return err
	}
	size, root, err := checkpoint(dir, "checkpoint", verifier)
	if err != nil {
		return err
	}
	old, oldRoot, err := checkpoint(dir, "checkpoint.old", verifier)
	if err != nil {
		return err
	}
	if err := cosigned(dir); err != nil {
		return err
	}
	if err := tree(dir, size, root, old, oldRoot); err != nil {
		return err
	}
	lines, err := os.ReadFile(filepath.Join(dir, "consistency"))
	if err != nil {
		return err
	}
	between, err := hashes(strings.Fields(string(lines)))
	if err != nil {
		return err
	}
	if err := tlog.CheckTree(between, size, root, old, oldRoot); err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	if err := receipts(dir, verifier); err != nil {
		return err
	}
	return verdicts(dir, verifier)
}

// checkpoint opens a signed checkpoint: size and root.
func checkpoint(dir, name string, verifier note.Verifier) (int64, tlog.Hash, error) {
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	return read(text, verifier)
}

func read(text []byte, verifier note.Verifier) (int64, tlog.Hash, error) {
	opened, err := note.Open(text, note.VerifierList(verifier))
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return 0, tlog.Hash{}, fmt.Errorf("not the checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return 0, tlog.Hash{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return size, root, err
}

// cosigned checks the witness's line by the words of C2SP tlog-cosignature, with Go's own Ed25519.
func cosigned(dir string) error {
	vkey, err := os.ReadFile(filepath.Join(dir, "witness"))
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	parts := strings.SplitN(strings.TrimSpace(string(vkey)), "+", 3)
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return fmt.Errorf("the witness's key is none")
	}
	id := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if hex.EncodeToString(id[:4]) != parts[1] {
		return fmt.Errorf("the id of the witness's key is wrong")
	}
	body := text[:bytes.LastIndex(text, []byte("\n\n"))+1]
	for _, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "\u2014 "+parts[0]+" ") {
			continue
		}
		signature, err := base64.StdEncoding.DecodeString(strings.Split(line, " ")[2])
		if err != nil || len(signature) != 76 || !bytes.Equal(signature[:4], id[:4]) {
			return fmt.Errorf("the witness's line is none")
		}
		message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", binary.BigEndian.Uint64(signature[4:12]), body)
		if !ed25519.Verify(key[1:], []byte(message), signature[12:]) {
			return fmt.Errorf("the witness's signature is wrong")
		}
		return nil
	}
	return fmt.Errorf("no witness has signed")
}

// stored holds every hash of a tree, as sumdb counts them.
type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = s[index]
	}
	return out, nil
}

// tree builds the tree again from the bundles, and compares roots and every tile.
func tree(dir string, size int64, root tlog.Hash, old int64, oldRoot tlog.Hash) error {
	var all stored
	var n int64
	seen := map[string]bool{}
	for n < size {
		tile := tlog.Tile{H: 8, L: 0, N: n / 256, W: int(least(256, size-n))}
		path := strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)
		seen[path] = true
		bundle, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("%s ends inside a leaf", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			next, err := tlog.StoredHashes(n, bundle[2:end], all)
			if err != nil {
				return err
			}
			all, bundle, n = append(all, next...), bundle[end:], n+1
		}
		if len(bundle) > 0 {
			return fmt.Errorf("%s is too long", path)
		}
	}
	leaves += int(size)
	for _, one := range []struct {
		size int64
		root tlog.Hash
	}{{size, root}, {old, oldRoot}} {
		if hash, err := tlog.TreeHash(one.size, all); err != nil || hash != one.root {
			return fmt.Errorf("the root at %d is not that of the leaves (%v)", one.size, err)
		}
	}
	for _, tile := range wanted(size) {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		seen[path] = true
		want, err := tlog.ReadTileData(tile, all)
		if err != nil {
			return err
		}
		got, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil || !bytes.Equal(got, want) {
			return fmt.Errorf("%s is not the tile of these leaves (%v)", path, err)
		}
	}
	tiles += len(seen)
	return filepath.WalkDir(filepath.Join(dir, "tile"), func(path string, entry fs.DirEntry, err error) error {
		name, _ := filepath.Rel(dir, path)
		if err == nil && !entry.IsDir() && !seen[name] {
			return fmt.Errorf("%s belongs to no tree of this size", name)
		}
		return err
	})
}

// wanted lists the tiles of hashes that a log of this size serves (sumdb's NewTiles would list partial ones of sizes before as well).
func wanted(size int64) []tlog.Tile {
	var out []tlog.Tile
	for level := 0; size > 0; level, size = level+1, size>>8 {
		for n := int64(0); n*256 < size; n++ {
			out = append(out, tlog.Tile{H: 8, L: level, N: n, W: int(least(256, size-n*256))})
		}
	}
	return out
}

func least(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func hashes(texts []string) ([]tlog.Hash, error) {
	var out []tlog.Hash
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			return nil, err
		}
		out = append(out, hash)
	}
	return out, nil
}

// receipts checks each proof with the leaf beside it.
func receipts(dir string, verifier note.Verifier) error {
	paths, _ := filepath.Glob(filepath.Join(dir, "receipts", "*.tlog-proof"))
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		leaf, err := os.ReadFile(strings.TrimSuffix(path, ".tlog-proof") + ".leaf")
		if err != nil {
			return err
		}
		head, point, found := bytes.Cut(text, []byte("\n\n"))
		lines := strings.Split(string(head), "\n")
		if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
			return fmt.Errorf("%s is no proof", path)
		}
		size, root, err := read(point, verifier)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
		if err != nil {
			return err
		}
		proof, err := hashes(lines[2:])
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, size, root, index, tlog.RecordHash(leaf)); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		proofs++
	}
	return nil
}

// verdicts says of each line what sumdb thinks, and wants it to be what stands there.
func verdicts(dir string, verifier note.Verifier) error {
	text, err := os.ReadFile(filepath.Join(dir, "verdicts"))
	if err != nil {
		return err
	}
	for number, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
		words := strings.Fields(line)
		said, err := verdict(words[0], words[2:], verifier)
		if err != nil {
			return fmt.Errorf("verdicts, line %d: %w", number+1, err)
		}
		if words[1] != "form" && said != (words[1] == "yes") {
			return fmt.Errorf("verdicts, line %d: %s is said of it, and sumdb says otherwise", number+1, words[1])
		}
		if said {
			good++
		} else {
			bad++
		}
	}
	return nil
}

func verdict(kind string, words []string, verifier note.Verifier) (bool, error) {
	switch kind {
	case "note":
		text, err := hex.DecodeString(words[0])
		if err != nil {
			return false, err
		}
		_, err = note.Open(text, note.VerifierList(verifier))
		return err == nil, nil
	case "inclusion":
		size, index := number(words[0]), number(words[2])
		all, err := hashes(append([]string{words[1], words[3]}, words[4:]...))
		if err != nil {
			return false, err
		}
		return tlog.CheckRecord(all[2:], size, all[0], index, all[1]) == nil, nil
	case "consistency":
		old, size := number(words[0]), number(words[2])
		all, err := hashes(append([]string{words[1], words[3]}, words[4:]...))
		if err != nil {
			return false, err
		}
		return tlog.CheckTree(all[2:], size, all[1], old, all[0]) == nil, nil
	}
	return false, fmt.Errorf("%s is not known", kind)
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return -1
	}
	return n
}
