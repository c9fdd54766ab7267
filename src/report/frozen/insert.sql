INSERT INTO frozen (name, report, arguments, today, as_of, lang, title, made, content, labels, version, sha256, operation)
VALUES (:name, :report, :arguments, :today, :as_of, :lang, :title, :made, :content, :labels, :version,
        sha256(json_array(:name, :report, :arguments, :today, :as_of, :lang, :title, :made, :version, :labels, :content)),
        :operation)
