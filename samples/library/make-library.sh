#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Makes the recordings in audio/ from texts/. Needs espeak-ng, ffmpeg and xxd; equal versions of them make equal
# files. Nothing else in the project needs them: the recordings are committed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p audio

# speak VOICE TEXT: $work/TEXT.wav, mono, 22050 Hz.
speak() {
    espeak-ng -v "$1" -s 140 -f "texts/$2.txt" -w "$work/$2.wav"
}

# encode TEXT FILE TAGS... -- OPTIONS...: audio/FILE with the tags (name=value) and ffmpeg's output options.
encode() {
    local text=$1 file=$2 tags=()
    shift 2
    while [[ $1 != -- ]]; do
        tags+=(-metadata "$1")
        shift
    done
    shift
    ffmpeg -nostdin -v error -y -i "$work/$text.wav" "${extra_input[@]}" -map_metadata -1 "${tags[@]}" \
        -fflags +bitexact -flags:a +bitexact "$@" "audio/$file"
}

# overstate_frames FILE FACTOR: multiplies the frame count in an MP3's Xing header, and nothing else.
overstate_frames() {
    local at frames
    at=$(grep -obaE -m1 'Xing|Info' "$1" | head -n1 | cut -d: -f1)
    frames=$((0x$(xxd -s $((at + 8)) -l 4 -p "$1") * $2))
    printf '%08x' "$frames" | xxd -r -p | dd of="$1" bs=1 seek=$((at + 8)) conv=notrunc status=none
}

extra_input=()

speak ar adab-1-ikhlas
encode adab-1-ikhlas adab-1-ikhlas-cbr.mp3 \
    title='آدَابُ طَالِبِ العِلْمِ: الإِخْلَاص' artist='سالم التجريبي' album='سلسلة آداب الطلب' track=1/2 \
    comment='الدرس الأول' language=ara -- \
    -c:a libmp3lame -ar 44100 -b:a 64k

speak ar adab-2-muthabara
encode adab-2-muthabara adab-2-muthabara.opus \
    title='آدَابُ طَالِبِ العِلْمِ: المُثَابَرَة' artist='سالم التجريبي' album='سلسلة آداب الطلب' track=2/2 \
    comment='الدرس الثاني' language=ar -- \
    -c:a libopus -b:a 24k

speak ar ahammiyyat-al-waqt
encode ahammiyyat-al-waqt ahammiyyat-al-waqt.flac \
    title='أَهَمِّيَّةُ الوَقْت' artist='إبراهيم المثالي' comment='كلمة قصيرة' language=ar -- \
    -c:a flac -compression_level 12

speak ar rifq
encode rifq rifq-moov-last.m4a \
    title='الرِّفْقُ بالناسِ على كلِّ حال' artist='إبراهيم المثالي' comment='كلمة قصيرة' -- \
    -c:a aac -ar 44100 -b:a 64k -metadata:s:a:0 language=ara

ffmpeg -nostdin -v error -y -f lavfi -i 'gradients=s=380x380:c0=0x124E3C:c1=0xD9B65A:n=2:seed=7:d=1' \
    -frames:v 1 -vf 'noise=alls=70:all_seed=7' -pix_fmt rgb24 -fflags +bitexact "$work/cover.png"
speak en-gb patience-1-beginnings
extra_input=(-i "$work/cover.png" -map 0:a -map 1:v)
encode patience-1-beginnings patience-1-beginnings-vbr-cover.mp3 \
    title='Patience: Beginnings' artist='Yusuf Example' album='Patience in Learning' track=1/2 \
    comment='First of two short talks' language=eng -- \
    -c:a libmp3lame -q:a 5 -c:v copy -disposition:v attached_pic -id3v2_version 3
extra_input=()

speak en-gb patience-2-small-steps
encode patience-2-small-steps patience-2-small-steps.ogg \
    title='Patience: Small Steps' artist='Yusuf Example' album='Patience in Learning' track=2/2 \
    comment='Second of two short talks' language=en -- \
    -c:a libvorbis -q:a 2

speak en-gb adab-al-talab
encode adab-al-talab adab-al-talab-16khz.wav \
    title='Ādāb al-Ṭalab' artist='Maryam Example' comment='The manners of seeking knowledge' language=eng -- \
    -c:a pcm_s16le -ar 16000

speak en-gb making-time
encode making-time making-time-wrong-length.mp3 \
    title='Making Time' artist='Maryam Example' comment='Its header claims three times its length' language=eng -- \
    -c:a libmp3lame -ar 44100 -q:a 6
overstate_frames audio/making-time-wrong-length.mp3 3
