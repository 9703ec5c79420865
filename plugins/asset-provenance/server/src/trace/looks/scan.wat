;; Compares rows of 256 bits with one. In memory: that one at 0, what was found from 32 (the address
;; of a row and the bits that differ), rows wherever the caller has put them.
(module
  (memory (export "memory") 1)
  (func (export "scan") (param $row i32) (param $end i32) (param $limit i32) (result i32)
    (local $a i64) (local $b i64) (local $c i64) (local $d i64)
    (local $bits i32) (local $out i32)
    (local.set $a (i64.load (i32.const 0)))
    (local.set $b (i64.load (i32.const 8)))
    (local.set $c (i64.load (i32.const 16)))
    (local.set $d (i64.load (i32.const 24)))
    (local.set $out (i32.const 32))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $row) (local.get $end)))
        (block $far
          ;; Half of the bits tell most rows apart.
          (local.set $bits
            (i32.wrap_i64
              (i64.add
                (i64.popcnt (i64.xor (local.get $a) (i64.load (local.get $row))))
                (i64.popcnt (i64.xor (local.get $b) (i64.load offset=8 (local.get $row)))))))
          (br_if $far (i32.gt_u (local.get $bits) (local.get $limit)))
          (local.set $bits
            (i32.add
              (local.get $bits)
              (i32.wrap_i64
                (i64.add
                  (i64.popcnt (i64.xor (local.get $c) (i64.load offset=16 (local.get $row))))
                  (i64.popcnt (i64.xor (local.get $d) (i64.load offset=24 (local.get $row))))))))
          (br_if $far (i32.gt_u (local.get $bits) (local.get $limit)))
          (i32.store (local.get $out) (local.get $row))
          (i32.store offset=4 (local.get $out) (local.get $bits))
          (local.set $out (i32.add (local.get $out) (i32.const 8))))
        (local.set $row (i32.add (local.get $row) (i32.const 32)))
        (br $next)))
    (local.get $out)))
