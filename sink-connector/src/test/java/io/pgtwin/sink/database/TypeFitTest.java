package io.pgtwin.sink.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeFitTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            integer                        | integer
            smallint                       | bigint
            integer                        | numeric
            integer                        | numeric(12,2)
            bigint                         | integer
            integer                        | double precision
            real                           | double precision
            double precision               | numeric
            numeric(10,0)                  | bigint
            numeric(10,2)                  | numeric
            numeric(10,2)                  | numeric(8,2)
            numeric(10,2)                  | numeric(12,4)
            character varying(20)          | text
            text                           | character varying(20)
            character(10)                  | text
            timestamp(3) without time zone | timestamp without time zone
            timestamp with time zone       | timestamp(6) with time zone
            date                           | timestamp without time zone
            interval day to second(3)      | interval
            jsonb                          | text
            json                           | jsonb
            integer[]                      | bigint[]
            integer[]                      | text
            cidr                           | inet
            public.mood                    | archive.mood
            public.percent                 | numeric(5,2)
            "My Type"                      | integer
            "char"                         | text
            """)
    void takesEveryValueOrRefusesItAloud(String source, String target) {
        assertThat(TypeFit.fits(source, target)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text                           | integer
            text                           | character(10)
            text                           | bytea
            text                           | name
            numeric                        | numeric(10,2)
            numeric(10,4)                  | numeric(10,2)
            numeric                        | integer
            numeric                        | double precision
            integer                        | numeric(3,-2)
            integer                        | real
            bigint                         | double precision
            double precision               | real
            double precision               | numeric(10,2)
            timestamp without time zone    | date
            timestamp without time zone    | timestamp(0) without time zone
            timestamp with time zone       | timestamp without time zone
            time without time zone         | time(3) without time zone
            interval                       | interval(0)
            interval                       | interval year
            integer                        | boolean
            integer[]                      | integer
            integer                        | integer[]
            double precision[]             | real[]
            """)
    void wouldChangeValuesInSilence(String source, String target) {
        assertThat(TypeFit.fits(source, target)).isFalse();
    }
}
