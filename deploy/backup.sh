#!/usr/bin/env bash
# Saves database, engine and files together and brings them back: one archive, one moment, so that no row names a file or
# an instance that the other parts do not have. Everything stands still meanwhile; leads that arrive get no answer and are
# sent again.
#
#   deploy/backup.sh compose-save DIRECTORY      the installation of docker-compose.yml, stopped and started again
#   deploy/backup.sh compose-restore ARCHIVE     into volumes that are empty
#   deploy/backup.sh check ARCHIVE               whether it is whole
#
#   deploy/backup.sh save DIRECTORY name=folder...    the same for folders; whatever writes them must have stopped
#   deploy/backup.sh restore ARCHIVE name=folder...   into folders that are empty or not there
#
# A backup that was never restored is a hope: try it each quarter on another machine, and compare the counts that
# "check" prints with what the restored installation says at /actuator/health and on its pages.
set -euo pipefail
umask 077

say() { echo "backup: $*" >&2; }
die() { say "$*"; exit 1; }

WORK=
trap 'if [ -n "$WORK" ]; then rm -rf "$WORK"; fi' EXIT

sums() { # DIRECTORY: a checksum a file, names sorted, so that two runs give the same list
  (cd "$1" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
}

save() { # DIRECTORY name=folder...
  local into=$1; shift
  [ $# -gt 0 ] || die "nothing to save: name=folder..."
  mkdir -p "$into"
  local stamp archive
  stamp=$(date -u +%Y%m%dT%H%M%SZ)
  archive="$into/baton-$stamp.tar"
  [ ! -e "$archive" ] || die "$archive is there already"
  WORK=$(mktemp -d "$into/.saving-XXXXXX")
  local pair name folder
  for pair in "$@"; do
    name=${pair%%=*}; folder=${pair#*=}
    [[ "$name" =~ ^[a-z]+(-[0-9])?$ ]] || die "a name is lower-case letters, with a number where there are several: $name"
    [ -d "$folder" ] || die "no folder $folder for $name"
    # Running under a database would be a copy of no moment at all.
    [ ! -e "$folder/postmaster.pid" ] || die "$name is running: stop it first ($folder/postmaster.pid)"
    tar --create --gzip --numeric-owner --file "$WORK/$name.tar.gz" --directory "$folder" .
    printf '%s\t%s\n' "$name" "$(find "$folder" -type f | wc -l)" >> "$WORK/CONTENTS"
  done
  sums "$WORK" > "$WORK/SHA256SUMS"
  tar --create --file "$archive.part" --directory "$WORK" .
  mv "$archive.part" "$archive"
  say "saved $(cut -f1 "$WORK/CONTENTS" | paste -sd' ') in $archive ($(du -h "$archive" | cut -f1))"
  echo "$archive"
}

unpack() { # ARCHIVE: into $WORK, and checked
  [ -f "$1" ] || die "no archive $1"
  WORK=$(mktemp -d "$(dirname "$1")/.reading-XXXXXX")
  tar --extract --file "$1" --directory "$WORK" 2>/dev/null || die "$1 is no archive, or it is cut short"
  [ -f "$WORK/SHA256SUMS" ] || die "$1 has no list of checksums"
  diff <(sums "$WORK") "$WORK/SHA256SUMS" > /dev/null || die "$1 is not as it was written: checksums differ"
}

check() { # ARCHIVE
  unpack "$1"
  while IFS=$'\t' read -r name files; do
    say "$name: $files files"
    gzip --test "$WORK/$name.tar.gz"
  done < "$WORK/CONTENTS"
  say "$1 is whole"
}

restore() { # ARCHIVE name=folder...
  local archive=$1; shift
  local pair name folder
  unpack "$archive"
  # All or nothing: looked at before the first file is written.
  for pair in "$@"; do
    name=${pair%%=*}; folder=${pair#*=}
    [ -f "$WORK/$name.tar.gz" ] || die "$archive has no $name"
    [ ! -e "$folder" ] || [ -z "$(ls -A "$folder")" ] || die "$folder is not empty: what is there would be lost"
  done
  while IFS=$'\t' read -r name files; do
    [[ " $* " == *" $name="* ]] || die "$archive has $name as well: say where it goes, the parts belong together"
  done < "$WORK/CONTENTS"
  for pair in "$@"; do
    name=${pair%%=*}; folder=${pair#*=}
    mkdir -p "$folder"
    tar --extract --gzip --numeric-owner --preserve-permissions --file "$WORK/$name.tar.gz" --directory "$folder"
  done
  say "restored $(cut -f1 "$WORK/CONTENTS" | paste -sd' ')"
}

PARTS=(postgres zeebe baton)
SERVICES=(postgres zeebe baton)
cluster() { # the profile "cluster" has two brokers more, whose data belong to the same moment
  PARTS+=(zeebe-1 zeebe-2)
  SERVICES+=(zeebe-1 zeebe-2 baton-1)
}

in_volumes() { # MODE DIRECTORY args...: this script in a container that has the volumes
  local mode=$1 directory=$2; shift 2
  local mounts=() pairs=() part
  for part in "${PARTS[@]}"; do
    mounts+=(--volume "baton_$part:/parts/$part")
    pairs+=("$part=/parts/$part")
  done
  docker run --rm --network none "${mounts[@]}" --volume "$(realpath "$directory"):/to" \
    --volume "$(realpath "${BASH_SOURCE[0]}"):/backup.sh:ro" debian:bookworm-slim \
    bash /backup.sh "$mode" "$@" "${pairs[@]}"
}

case "${1:-}" in
  save) shift; save "$@" ;;
  check) shift; check "$@" ;;
  restore) shift; restore "$@" ;;
  compose-save)
    directory=${2:?where to}
    mkdir -p "$directory"
    ! docker volume inspect baton_zeebe-1 > /dev/null 2>&1 || cluster
    docker compose --profile cluster stop "${SERVICES[@]}"
    # Whatever came of it, the house opens again.
    in_volumes save "$directory" /to && saved=0 || saved=$?
    docker compose --profile cluster start "${SERVICES[@]}"
    exit "$saved" ;;
  compose-restore)
    archive=${2:?which archive}
    docker compose --profile cluster down
    ! tar --list --file "$archive" ./zeebe-1.tar.gz > /dev/null 2>&1 || cluster
    in_volumes restore "$(dirname "$archive")" "/to/$(basename "$archive")"
    say "now: docker compose up -d. The search store of Operate is filled again by the engine from now on only." ;;
  *) sed -n '2,15p' "$0" | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
